import {
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  Locale,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { Problem } from './refusal.js';

export type CommandBody = RESTPutAPIApplicationCommandsJSONBody[number];

/** A command or an option as far as names and texts go. */
interface Labelled {
  readonly name: string;
  readonly name_localizations?: Partial<Record<string, string | null>> | null | undefined;
  readonly description?: string;
  readonly description_localizations?: Partial<Record<string, string | null>> | null | undefined;
  readonly options?: readonly unknown[] | undefined;
  readonly choices?: readonly (Labelled & { readonly value: string | number })[];
}

const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const locales = new Set<string>(Object.values(Locale));
const largestTotal = 8000;
const mostOfType: Readonly<Record<number, number>> = {
  [ApplicationCommandType.ChatInput]: 100,
  [ApplicationCommandType.User]: 15,
  [ApplicationCommandType.Message]: 15,
};

const problem = (field: string, message: string, code = 'APPLICATION_COMMAND_INVALID'): Problem => ({
  field,
  code,
  message,
});

/** The documented rules of commands that Discord's description of the API does not state. */
export function checkCommands(commands: readonly CommandBody[]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const [index, command] of commands.entries()) {
    const type = command.type ?? ApplicationCommandType.ChatInput;
    const key = `${type} ${command.name}`;
    if (seen.has(key))
      problems.push(
        problem(
          `${index}`,
          `Application command names must be unique: ${command.name}`,
          'APPLICATION_COMMANDS_DUPLICATE_NAME',
        ),
      );
    seen.add(key);
    problems.push(...checkCommand(command as Labelled, type, `${index}`));
  }
  for (const [type, most] of Object.entries(mostOfType)) {
    const count = commands.filter(
      (command) => (command.type ?? ApplicationCommandType.ChatInput) === Number(type),
    ).length;
    if (count > most) problems.push(problem('', `There are ${count} commands of type ${type}; ${most} are allowed`));
  }
  return problems;
}

function checkCommand(command: Labelled, type: number, field: string): Problem[] {
  const problems = checkLocales(command, field);
  const total = sizeOf(command);
  if (total > largestTotal)
    problems.push(
      problem(field, `Its names, descriptions and values have ${total} characters; ${largestTotal} are allowed`),
    );
  if (type === ApplicationCommandType.ChatInput) {
    problems.push(...checkNames(command, field), ...checkDescription(command, field));
    problems.push(...checkOptions((command.options ?? []) as readonly APIApplicationCommandOption[], field));
  } else {
    if ((command.description ?? '') !== '')
      problems.push(problem(`${field}.description`, 'Context menu commands cannot have a description'));
    if ((command.options ?? []).length > 0)
      problems.push(problem(`${field}.options`, 'Context menu commands cannot have options'));
  }
  return problems;
}

function checkNames({ name, name_localizations: localized }: Labelled, field: string): Problem[] {
  const names = { [`${field}.name`]: name };
  for (const [locale, text] of Object.entries(localized ?? {}))
    if (text) names[`${field}.name_localizations.${locale}`] = text;
  return Object.entries(names)
    .filter(([, text]) => !namePattern.test(text) || text !== text.toLowerCase())
    .map(([place, text]) => problem(place, `Command name is invalid: ${text}`, 'APPLICATION_COMMAND_INVALID_NAME'));
}

function checkDescription({ description }: Labelled, field: string): Problem[] {
  return (description ?? '') === ''
    ? [problem(`${field}.description`, 'This field is required', 'BASE_TYPE_REQUIRED')]
    : [];
}

function checkLocales(item: Labelled, field: string): Problem[] {
  return Object.keys({ ...item.name_localizations, ...item.description_localizations })
    .filter((locale) => !locales.has(locale))
    .map((locale) => problem(field, `"${locale}" is not a locale of Discord`));
}

function checkOptions(options: readonly APIApplicationCommandOption[], field: string): Problem[] {
  const problems: Problem[] = [];
  let optionalSeen = false;
  const names = new Set<string>();
  const isNesting = ({ type }: APIApplicationCommandOption) =>
    type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup;
  if (options.some(isNesting) && !options.every(isNesting))
    problems.push(problem(`${field}.options`, 'Subcommands and other options cannot stand side by side'));
  for (const [index, option] of options.entries()) {
    const place = `${field}.options.${index}`;
    const labelled = option as Labelled;
    problems.push(
      ...checkNames(labelled, place),
      ...checkDescription(labelled, place),
      ...checkLocales(labelled, place),
    );
    if (names.has(option.name))
      problems.push(
        problem(place, `Option names must be unique: ${option.name}`, 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID'),
      );
    names.add(option.name);
    if (option.required && optionalSeen)
      problems.push(
        problem(
          place,
          'Required options must be placed before non-required options',
          'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        ),
      );
    if (!option.required) optionalSeen = true;
    if ('autocomplete' in option && option.autocomplete && 'choices' in option && (option.choices?.length ?? 0) > 0)
      problems.push(problem(place, 'Autocomplete and choices exclude each other'));
    for (const [number, choice] of (labelled.choices ?? []).entries())
      problems.push(...checkLocales(choice, `${place}.choices.${number}`));
    problems.push(...checkOptions(('options' in option ? option.options : undefined) ?? [], place));
  }
  return problems;
}

/** Characters that count towards a command's size: of each text the longest translation. */
function sizeOf(item: Labelled): number {
  const longest = (text: string | undefined, localized: Labelled['name_localizations']) =>
    Math.max(...[text, ...Object.values(localized ?? {})].map((one) => [...(one ?? '')].length));
  const own = longest(item.name, item.name_localizations) + longest(item.description, item.description_localizations);
  const choices = (item.choices ?? []).reduce(
    (sum, choice) => sum + longest(choice.name, choice.name_localizations) + [...String(choice.value)].length,
    0,
  );
  return ((item.options ?? []) as readonly Labelled[]).reduce((sum, option) => sum + sizeOf(option), own + choices);
}
