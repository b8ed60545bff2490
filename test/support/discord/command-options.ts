import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIInteractionDataResolved,
  ApplicationCommandOptionType,
} from 'discord.js';
import { Channel, type User, userData } from './channels.js';
import type { StoredCommand } from './world.js';

export type OptionValue = string | number | boolean | User | Channel;

/** An option as an interaction brings it. */
export interface SentOption {
  readonly name: string;
  readonly type: number;
  readonly value?: string | number | boolean;
  readonly focused?: boolean;
  readonly options?: readonly SentOption[];
}

/** The options of a command, or of one of its subcommands, and how they are wrapped when sent. */
export interface OptionPlace {
  readonly declared: readonly APIApplicationCommandBasicOption[];
  readonly wrap: (options: readonly SentOption[]) => readonly SentOption[];
}

/**
 * Finds where a typed command's options belong.
 * @param path The words after the command's name: a subcommand, perhaps with its group.
 */
export function findOptions(command: StoredCommand, path: readonly string[]): OptionPlace {
  let declared = (('options' in command ? command.options : undefined) ?? []) as readonly APIApplicationCommandOption[];
  const nesting: APIApplicationCommandOption[] = [];
  for (const word of path) {
    const next = declared.find(
      ({ name, type }) =>
        name === word &&
        (type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup),
    );
    if (next === undefined) throw new Error(`Cannot use /${command.name}: it has no subcommand "${word}"`);
    nesting.push(next);
    declared = ('options' in next ? next.options : undefined) ?? [];
  }
  const isIncomplete = declared.some(
    ({ type }) =>
      type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup,
  );
  if (isIncomplete) throw new Error(`Cannot use /${[command.name, ...path].join(' ')}: a subcommand must follow`);
  return {
    declared: declared as readonly APIApplicationCommandBasicOption[],
    wrap: (options) =>
      nesting.reduceRight<readonly SentOption[]>((inner, { name, type }) => [{ name, type, options: inner }], options),
  };
}

/** Refuses what Discord's client would not let a person send. */
export function fillOptions(
  commandName: string,
  { declared, wrap }: OptionPlace,
  values: Readonly<Record<string, OptionValue>>,
): { readonly options: readonly SentOption[]; readonly resolved: APIInteractionDataResolved | undefined } {
  const unknown = Object.keys(values).find((name) => !declared.some((option) => option.name === name));
  if (unknown !== undefined) throw new Error(`Cannot use /${commandName}: it declares no option "${unknown}"`);
  const missing = declared.find(({ name, required }) => required && !(name in values));
  if (missing !== undefined) throw new Error(`Cannot use /${commandName}: the option "${missing.name}" is required`);
  const options = Object.entries(values).map(([name, value]): SentOption => {
    const option = declared.find((one) => one.name === name) as APIApplicationCommandBasicOption;
    const problem = problemOf(option, value);
    if (problem !== null) throw new Error(`Cannot use /${commandName}: the option "${name}" ${problem}`);
    return { name, type: option.type, value: typeof value === 'object' ? value.id : value };
  });
  const users = Object.values(values).filter(
    (value): value is User => typeof value === 'object' && !(value instanceof Channel),
  );
  const channels = Object.values(values).filter((value) => value instanceof Channel);
  const resolved = {
    ...(users.length > 0 ? { users: Object.fromEntries(users.map((user) => [user.id, userData(user)])) } : {}),
    ...(channels.length > 0
      ? {
          channels: Object.fromEntries(
            channels.map((channel) => [channel.id, { ...channel.data(), permissions: '0' }]),
          ),
        }
      : {}),
  };
  return {
    options: wrap(options),
    // The shapes of channels are a union that the compiler cannot follow.
    resolved: users.length + channels.length > 0 ? (resolved as unknown as APIInteractionDataResolved) : undefined,
  };
}

function problemOf(option: APIApplicationCommandBasicOption, value: OptionValue): string | null {
  switch (option.type) {
    case ApplicationCommandOptionType.String: {
      if (typeof value !== 'string') return 'takes text';
      const least = ('min_length' in option ? option.min_length : undefined) ?? 0;
      const most = ('max_length' in option ? option.max_length : undefined) ?? 6000;
      if ([...value].length < least || [...value].length > most) return `takes ${least} to ${most} characters`;
      return choiceProblem(option.choices, value);
    }
    case ApplicationCommandOptionType.Integer:
    case ApplicationCommandOptionType.Number: {
      if (typeof value !== 'number') return 'takes a number';
      if (option.type === ApplicationCommandOptionType.Integer && !Number.isInteger(value))
        return 'takes a whole number';
      const least = ('min_value' in option ? option.min_value : undefined) ?? Number.NEGATIVE_INFINITY;
      const most = ('max_value' in option ? option.max_value : undefined) ?? Number.POSITIVE_INFINITY;
      if (value < least || value > most) return `takes ${least} to ${most}`;
      return choiceProblem(option.choices, value);
    }
    case ApplicationCommandOptionType.Boolean:
      return typeof value === 'boolean' ? null : 'takes true or false';
    case ApplicationCommandOptionType.User:
      return typeof value === 'object' && !(value instanceof Channel) ? null : 'takes a person';
    case ApplicationCommandOptionType.Channel:
      return value instanceof Channel ? null : 'takes a channel';
    default:
      return 'is of a kind that the stand-in does not send';
  }
}

function choiceProblem(
  choices: readonly { readonly value: string | number }[] | undefined,
  value: string | number,
): string | null {
  if (choices === undefined || choices.length === 0 || choices.some((choice) => choice.value === value)) return null;
  return `has no choice "${value}"`;
}
