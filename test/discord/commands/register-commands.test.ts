import { REST, type RESTPostAPIApplicationCommandsJSONBody, Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandDefinitions } from '../../../src/discord/commands/definitions.js';
import { isSame, registerCommands } from '../../../src/discord/commands/register-commands.js';
import { DiscordStandIn } from '../../support/discord/stand-in.js';

type Json = Record<string, unknown>;
type Defined = readonly RESTPostAPIApplicationCommandsJSONBody[];

const copy = (definitions: unknown = commandDefinitions) => structuredClone(definitions) as Json[];

/** A list of commands as Discord gives it back: with ids, versions, and defaults where nothing was said. */
function asStored(definitions: readonly Json[]): Json[] {
  const option = (one: Json): Json => {
    const { required, ...rest } = one;
    return {
      ...rest,
      ...(required === true ? { required } : {}),
      name_localizations: rest.name_localizations ?? null,
      ...(Array.isArray(rest.options) ? { options: rest.options.map((inner) => option(inner as Json)) } : {}),
    };
  };
  return definitions.map((definition, index) => ({
    ...definition,
    id: String(index),
    application_id: '1',
    version: '2',
    nsfw: false,
    default_permission: true,
    dm_permission: true,
    description: definition.description ?? '',
    default_member_permissions: definition.default_member_permissions ?? null,
    name_localizations: definition.name_localizations ?? null,
    description_localizations: definition.description_localizations ?? null,
    contexts: [...(definition.contexts as number[])].reverse(),
    ...(Array.isArray(definition.options)
      ? { options: definition.options.map((one) => option(one as Json)) }
      : { options: [] }),
  }));
}

/** Every way to change one value of a definition. */
function* changes(value: unknown, path: readonly (string | number)[] = []): Generator<readonly (string | number)[]> {
  if (typeof value !== 'object' || value === null) yield path;
  else
    for (const [key, inner] of Object.entries(value))
      yield* changes(inner, [...path, Array.isArray(value) ? Number(key) : key]);
}

function withChange(path: readonly (string | number)[]): Json[] {
  const list = copy();
  let place = list as unknown as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) place = place[key] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  const value = place[last];
  place[last] = typeof value === 'boolean' ? !value : typeof value === 'number' ? value + 10 : `${value}x`;
  return list;
}

describe('isSame()', () => {
  test('takes what Discord fills in, reorders or leaves out for no difference', () => {
    expect(isSame(commandDefinitions, commandDefinitions)).toBe(true);
    expect(isSame(asStored(copy()).reverse(), commandDefinitions)).toBe(true);
  });

  test('notices a change of any value', () => {
    const paths = [...changes(commandDefinitions)];
    expect(paths.length).toBeGreaterThan(100);
    for (const path of paths)
      expect(isSame(commandDefinitions, withChange(path) as unknown as Defined), path.join('.')).toBe(false);
  });

  test('notices a command or an option that is missing, more, or elsewhere', () => {
    expect(isSame(copy().slice(1), commandDefinitions)).toBe(false);
    expect(isSame([...copy(), { ...copy()[0], name: 'other' }], commandDefinitions)).toBe(false);
    const swapped = copy().map((one) => ({ ...one, options: [...((one.options ?? []) as unknown[])].reverse() }));
    expect(isSame(swapped, commandDefinitions)).toBe(false);
    const everywhere = copy();
    for (const one of everywhere) delete one.contexts;
    expect(isSame(everywhere, commandDefinitions)).toBe(false);
  });
});

describe('the commands', () => {
  let discord: DiscordStandIn;
  let rest: REST;
  beforeAll(async () => {
    discord = await DiscordStandIn.start();
    rest = new REST({ api: discord.apiUrl }).setToken(discord.token);
  });
  afterAll(() => discord.stop());

  test('are what Discord takes, and are sent when it holds others or on demand', async () => {
    const register = (options = {}) => registerCommands(rest, discord.applicationId, options);
    const first = await register();
    expect(first.wasSent).toBe(true);
    expect([...first.ids.keys()].sort()).toEqual(commandDefinitions.map(({ name }) => name).sort());
    expect(await register()).toEqual({ ids: first.ids, wasSent: false });
    expect((await register({ isForced: true })).wasSent).toBe(true);
    await rest.put(Routes.applicationCommands(discord.applicationId), { body: [] });
    expect((await register()).wasSent).toBe(true);
    const guild = discord.guild({ name: 'Phones' });
    expect((await register({ guild: guild.id })).wasSent).toBe(true);
    expect(discord.commands(guild)).toHaveLength(commandDefinitions.length);
    expect(discord.violations).toEqual([]);
  });

  test('say where they are offered, and hide those for managers from others', () => {
    const managers = ['stats', 'gaps', 'knowledge'];
    for (const definition of commandDefinitions) {
      const forManagers = managers.includes(definition.name);
      expect([definition.name, definition.contexts]).toEqual([definition.name, forManagers ? [0] : [0, 1, 2]]);
      expect([definition.name, definition.integration_types]).toEqual([definition.name, forManagers ? [0] : [0, 1]]);
      expect([definition.name, definition.default_member_permissions]).toEqual([
        definition.name,
        forManagers ? String(0x20) : undefined,
      ]);
    }
  });

  test('speak Spanish and Chinese wherever they speak English', () => {
    const spoken = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const { name, description } = value as Json;
      for (const [key, text] of Object.entries({ name, description }))
        if (typeof text === 'string')
          expect([text, Object.keys((value as Json)[`${key}_localizations`] ?? {})]).toEqual([
            text,
            ['es-ES', 'zh-CN'],
          ]);
      for (const option of ((value as Json).options ?? []) as unknown[]) spoken(option);
    };
    commandDefinitions.forEach(spoken);
  });
});
