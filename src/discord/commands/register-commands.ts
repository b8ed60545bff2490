import { type APIApplicationCommand, type REST, type RESTPostAPIApplicationCommandsJSONBody, Routes } from 'discord.js';
import { commandDefinitions } from './definitions.js';

/** Ids of the commands by name, for mentions that can be clicked. */
export type CommandIds = ReadonlyMap<string, string>;

export interface Registration {
  readonly ids: CommandIds;
  /** Whether Discord was told; false when it knew them already. */
  readonly wasSent: boolean;
}

/**
 * Tells Discord the commands when, and only when, what it knows differs from ours.
 * @param guild Only for this server, where they appear at once; everywhere when left out.
 */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  options: { readonly guild?: string; readonly isForced?: boolean } = {},
): Promise<Registration> {
  const route =
    options.guild === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, options.guild);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const known = (await rest.get(route, { query })) as APIApplicationCommand[];
  if (options.isForced !== true && isSame(known, commandDefinitions)) return { ids: idsOf(known), wasSent: false };
  const registered = (await rest.put(route, { body: commandDefinitions })) as APIApplicationCommand[];
  return { ids: idsOf(registered), wasSent: true };
}

function idsOf(commands: readonly APIApplicationCommand[]): CommandIds {
  return new Map(commands.map((command) => [command.name, command.id]));
}

/** Whether Discord's list means the same as ours. */
export function isSame(known: readonly object[], defined: readonly RESTPostAPIApplicationCommandsJSONBody[]): boolean {
  const byName = (list: readonly object[]) =>
    JSON.stringify(list.map(comparable).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))));
  return byName(known) === byName(defined);
}

/** Parts of a definition that matter. Discord adds ids and versions, and fills in defaults. */
const comparedKeys = [
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'options',
  'choices',
  'required',
  'autocomplete',
  'min_length',
  'max_length',
  'default_member_permissions',
  'contexts',
  'integration_types',
] as const;

function comparable(definition: object): Record<string, unknown> {
  const source = definition as Readonly<Record<string, unknown>>;
  const result: Record<string, unknown> = {};
  for (const key of comparedKeys) {
    const value = source[key];
    const isDefault =
      value === undefined ||
      value === null ||
      value === false ||
      value === '' ||
      (Array.isArray(value) && value.length === 0);
    if (isDefault) continue;
    if (key === 'options') result[key] = (value as object[]).map(comparable);
    else if (key === 'contexts' || key === 'integration_types') result[key] = [...(value as number[])].sort();
    else if (key.endsWith('localizations'))
      result[key] = Object.entries(value as object).sort(([a], [b]) => a.localeCompare(b));
    else result[key] = value;
  }
  return result;
}
