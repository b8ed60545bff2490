import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeError, StatesideError } from '../src/error.js';

const usage = 'npx tsx scripts/discord-api-description.ts path/to/openapi.json';

/** The requests a test's Discord stand-in answers. */
const operations: Readonly<Record<string, readonly string[]>> = {
  '/gateway': ['get'],
  '/gateway/bot': ['get'],
  '/users/@me': ['get'],
  '/users/{user_id}': ['get'],
  '/users/@me/channels': ['post'],
  '/applications/@me': ['get'],
  '/oauth2/applications/@me': ['get'],
  '/applications/{application_id}/commands': ['get', 'put'],
  '/applications/{application_id}/guilds/{guild_id}/commands': ['get', 'put'],
  '/interactions/{interaction_id}/{interaction_token}/callback': ['post'],
  '/webhooks/{webhook_id}/{webhook_token}': ['post'],
  '/webhooks/{webhook_id}/{webhook_token}/messages/@original': ['get', 'patch', 'delete'],
  '/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}': ['get', 'patch', 'delete'],
  '/channels/{channel_id}': ['get'],
  '/channels/{channel_id}/messages': ['get', 'post'],
  '/channels/{channel_id}/messages/{message_id}': ['get', 'patch', 'delete'],
  '/channels/{channel_id}/typing': ['post'],
  '/guilds/{guild_id}': ['get'],
  '/guilds/{guild_id}/channels': ['get'],
  '/guilds/{guild_id}/members/{user_id}': ['get'],
};

const origin =
  "An extract of Discord's own description of its HTTP API (github.com/discord/discord-api-spec, MIT licence, see " +
  'api-description.LICENSE): the requests that the Discord stand-in answers, with parameters, request bodies and the ' +
  'schemas these reach; descriptions and responses are left out. Written by scripts/discord-api-description.ts.';

interface Operation {
  readonly parameters?: readonly unknown[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, unknown>> };
}

interface ApiDescription {
  readonly openapi: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

const schemaReference = /^#\/components\/schemas\/(\w+)$/;

/** A copy without descriptive text; names of schemas that it refers to are added to `reached`. */
function copySchema(value: unknown, reached: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => copySchema(item, reached));
  if (value === null || typeof value !== 'object') return value;
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    // A property may itself be called "description" or "title": then its value is a schema, not text.
    if ((key === 'description' || key === 'title') && typeof item === 'string') continue;
    const name = key === '$ref' && typeof item === 'string' ? schemaReference.exec(item)?.[1] : undefined;
    if (name !== undefined) reached.add(name);
    copy[key] = copySchema(item, reached);
  }
  return copy;
}

function extract(description: ApiDescription): unknown {
  const reached = new Set<string>();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [path, methods] of Object.entries(operations)) {
    const source = description.paths[path];
    const kept: Record<string, unknown> = {};
    if (source?.parameters !== undefined) kept.parameters = copySchema(source.parameters, reached);
    for (const method of methods) {
      const operation = source?.[method] as Operation | undefined;
      if (operation === undefined) {
        throw new StatesideError(`Cannot extract ${method.toUpperCase()} ${path}: the description does not have it`, {
          remedy: 'compare the list in this script with the description',
        });
      }
      const json = operation.requestBody?.content['application/json'];
      kept[method] = copySchema(
        {
          ...(operation.parameters === undefined ? {} : { parameters: operation.parameters }),
          ...(json === undefined
            ? {}
            : {
                requestBody: {
                  required: operation.requestBody?.required ?? false,
                  content: { 'application/json': json },
                },
              }),
        },
        reached,
      );
    }
    paths[path] = kept;
  }
  const schemas: Record<string, unknown> = {};
  // A set visits what is added to it on the way: this ends when nothing new is reached.
  for (const name of reached) schemas[name] = copySchema(description.components.schemas[name], reached);
  return {
    openapi: description.openapi,
    info: { ...description.info, description: origin },
    paths,
    components: { schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))) },
  };
}

/** Writes what the Discord stand-in checks requests against; "npm run format" then lays the file out. */
function main(): void {
  const [source] = parseArgs({ allowPositionals: true }).positionals;
  if (source === undefined) {
    throw new StatesideError('Cannot extract: no description was named', { remedy: `run ${usage}` });
  }
  const description = JSON.parse(readFileSync(source, 'utf8')) as ApiDescription;
  const target = fileURLToPath(new URL('../test/support/discord/api-description.json', import.meta.url));
  writeFileSync(target, `${JSON.stringify(extract(description), null, 2)}\n`);
  process.stdout.write('test/support/discord/api-description.json written.\n');
}

try {
  main();
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}
