import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APIEmbed,
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import type { Problem } from './refusal.js';

/** A message as it would stand after a request. */
export interface MessageState {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly flags: number;
  readonly fileNames: readonly string[];
}

/** Any component as far as these checks look at it. */
export interface AnyComponent {
  readonly type: number;
  readonly id?: number;
  readonly custom_id?: string;
  readonly label?: string;
  readonly content?: string;
  readonly components?: readonly AnyComponent[];
  readonly component?: AnyComponent;
  readonly accessory?: AnyComponent;
}

/** The components and all that are inside them, in the order a person sees them. */
export function flatten(components: readonly unknown[]): AnyComponent[] {
  // The kinds of component have no common type; each has the properties of AnyComponent or leaves them out.
  return (components as readonly AnyComponent[]).flatMap((component) => [
    component,
    ...flatten(component.components ?? []),
    ...flatten([component.component, component.accessory].filter((part) => part !== undefined)),
  ]);
}

/** Discord counts characters, not UTF-16 code units. */
const lengthOf = (text: string | null | undefined): number => [...(text ?? '')].length;

const tooLong = (field: string, limit: number): Problem => ({
  field,
  code: 'BASE_TYPE_MAX_LENGTH',
  message: `Must be ${limit} or fewer in length.`,
});

const invalid = (field: string, message: string): Problem => ({ field, code: 'BASE_TYPE_INVALID', message });

/** The documented limits of a message that Discord's description of the API does not state. */
export function checkMessage(state: MessageState): Problem[] {
  const problems: Problem[] = [];
  if (lengthOf(state.content) > 2000) problems.push(tooLong('content', 2000));
  const isLayout = (state.flags & MessageFlags.IsComponentsV2) !== 0;
  if (isLayout && (state.content !== '' || state.embeds.length > 0)) {
    problems.push({
      field: '',
      code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      message: 'The "content" and "embeds" fields cannot be used when using MessageFlags.IS_COMPONENTS_V2',
    });
  }
  return [...problems, ...checkEmbeds(state.embeds), ...checkComponents(state, isLayout)];
}

function checkEmbeds(embeds: readonly APIEmbed[]): Problem[] {
  const problems: Problem[] = [];
  let total = 0;
  for (const [index, embed] of embeds.entries()) {
    const texts = [
      embed.title,
      embed.description,
      embed.footer?.text,
      embed.author?.name,
      ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
    ];
    total += texts.reduce((sum, text) => sum + lengthOf(text), 0);
    const isEmpty = texts.every((text) => lengthOf(text) === 0) && !embed.image && !embed.thumbnail;
    if (isEmpty)
      problems.push({
        field: `embeds.${index}.description`,
        code: 'BASE_TYPE_REQUIRED',
        message: 'This field is required',
      });
    for (const [place, { name, value }] of (embed.fields ?? []).entries()) {
      for (const [key, text] of Object.entries({ name, value })) {
        if (text.trim() === '')
          problems.push({
            field: `embeds.${index}.fields.${place}.${key}`,
            code: 'BASE_TYPE_REQUIRED',
            message: 'This field is required',
          });
      }
    }
  }
  if (total > 6000) {
    problems.push({
      field: 'embeds',
      code: 'MAX_EMBED_SIZE_EXCEEDED',
      message: 'Embed size exceeds maximum size of 6000',
    });
  }
  return problems;
}

const selectTypes: readonly number[] = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
];

function checkComponents({ components, fileNames }: MessageState, isLayout: boolean): Problem[] {
  const all = flatten(components);
  const problems: Problem[] = checkIdentifiers(all, 'components');
  if (isLayout) {
    if (all.length > 40) problems.push(tooLong('components', 40));
    const texts = all.filter(({ type }) => type === ComponentType.TextDisplay);
    if (texts.reduce((sum, { content }) => sum + lengthOf(content), 0) > 4000) {
      problems.push({
        field: 'components',
        code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
        message: 'The total displayable text size must be 4000 or fewer in length.',
      });
    }
    for (const file of all) {
      const url = (file as { file?: { url: string } }).file?.url;
      if (url?.startsWith('attachment://') && !fileNames.includes(url.slice('attachment://'.length)))
        problems.push(invalid('components', `There is no attached file for ${url}`));
    }
  } else {
    if (components.length > 5) problems.push(tooLong('components', 5));
    for (const [index, { type }] of components.entries())
      if (type !== ComponentType.ActionRow)
        problems.push(invalid(`components.${index}.type`, 'Only action rows go without MessageFlags.IS_COMPONENTS_V2'));
  }
  for (const row of all) if (row.type === ComponentType.ActionRow) problems.push(...checkRow(row));
  for (const button of all)
    if (button.type === ComponentType.Button) problems.push(...checkButton(button as unknown as APIButtonComponent));
  for (const select of all) if (selectTypes.includes(select.type)) problems.push(...checkSelect(select));
  return problems;
}

function checkIdentifiers(components: readonly AnyComponent[], field: string): Problem[] {
  const seen = new Set<string>();
  const numbers = new Set<number>();
  const problems: Problem[] = [];
  for (const { custom_id: customId, id } of components) {
    if (customId !== undefined && seen.has(customId))
      problems.push({
        field,
        code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
        message: `Component custom id cannot be duplicated: ${customId}`,
      });
    if (id !== undefined && id !== 0 && numbers.has(id))
      problems.push(invalid(field, `Component id cannot be duplicated: ${id}`));
    if (customId !== undefined) seen.add(customId);
    if (id !== undefined) numbers.add(id);
  }
  return problems;
}

function checkRow(row: AnyComponent): Problem[] {
  // Its children are limited to five and to buttons and selects by the description.
  const { components } = row as unknown as APIActionRowComponent<APIComponentInMessageActionRow>;
  const hasSelect = components.some(({ type }) => selectTypes.includes(type));
  return hasSelect && components.length > 1 ? [invalid('components', 'A select stands alone in its row')] : [];
}

function checkButton(button: APIButtonComponent): Problem[] {
  const name = 'label' in button ? button.label : undefined;
  const say = (message: string) => invalid('components', `Button "${name ?? ''}": ${message}`);
  const isPremium = button.style === ButtonStyle.Premium;
  const isLink = button.style === ButtonStyle.Link;
  const customId = 'custom_id' in button ? button.custom_id : undefined;
  const problems: Problem[] = [];
  if (isLink && (!('url' in button) || customId !== undefined))
    problems.push(say('a link needs a url and no custom_id'));
  if (!isLink && !isPremium && (customId === undefined || 'url' in button))
    problems.push(say('a button needs a custom_id and no url'));
  if (isLink && 'url' in button && !/^(?:https?|discord):/.test(button.url))
    problems.push(say('the url has no scheme that Discord opens'));
  const hasFace = lengthOf(name) > 0 || ('emoji' in button && Boolean(button.emoji));
  if (!isPremium && !hasFace) problems.push(say('a button needs a label or an emoji'));
  return problems;
}

function checkSelect(component: AnyComponent): Problem[] {
  const select = component as AnyComponent & {
    readonly min_values?: number;
    readonly max_values?: number;
    readonly options?: readonly { readonly value: string; readonly default?: boolean }[];
  };
  const { min_values: least = 1, max_values: most = 1, options } = select;
  const problems: Problem[] = [];
  const say = (message: string) => problems.push(invalid('components', `Select "${select.custom_id}": ${message}`));
  if (least > most) say('min_values is above max_values');
  if (options) {
    if (least > options.length) say('min_values is above the number of options');
    if (most > options.length) say('max_values is above the number of options');
    if (new Set(options.map(({ value }) => value)).size < options.length) say('two options have the same value');
    if (options.filter((option) => option.default).length > most) say('more options are chosen than max_values');
  }
  return problems;
}

/** The documented limits of a modal that Discord's description of the API does not state. */
export function checkModal({ components }: APIModalInteractionResponseCallbackData): Problem[] {
  const problems = checkIdentifiers(flatten(components), 'data.components');
  if (components.length > 5) problems.push(tooLong('data.components', 5));
  for (const [index, row] of components.entries()) {
    const input = row as AnyComponent;
    const inner = input.components ?? [];
    if (inner.length > 1) problems.push(tooLong(`data.components.${index}.components`, 1));
    if (inner.some(({ label }) => lengthOf(label) === 0))
      problems.push(invalid(`data.components.${index}`, 'A text input in an action row needs a label'));
  }
  return problems;
}

/** The documented limits of suggestions that Discord's description of the API does not state. */
export function checkChoices(
  choices: readonly { readonly name: string; readonly value: string | number }[],
): Problem[] {
  return choices.flatMap(({ value }, index) =>
    typeof value === 'string' && (lengthOf(value) > 100 || value === '')
      ? [{ ...tooLong(`data.choices.${index}.value`, 100), message: 'Must be between 1 and 100 in length.' }]
      : [],
  );
}
