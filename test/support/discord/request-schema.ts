import { readFileSync } from 'node:fs';
import { Ajv2020, type AnySchemaObject, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Problem } from './refusal.js';

type Schema = Record<string, unknown>;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Record<string, { readonly schema: Schema }> };
}

type PathItem = { readonly parameters?: readonly Parameter[] } & Record<string, Operation | undefined>;

interface ApiDescription {
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const description = JSON.parse(
  readFileSync(new URL('./api-description.json', import.meta.url), 'utf8'),
) as ApiDescription;

const { schemas } = description.components;

/** The schema that a reference names, or the schema itself. */
function resolved(schema: Schema): Schema {
  const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;
  return name === undefined ? schema : (schemas[name] ?? {});
}

/** The values of `type` that an object has which fits this schema; undefined when it does not say. */
function typesOf(schema: Schema): readonly unknown[] | undefined {
  const { properties } = resolved(schema) as { properties?: Record<string, Schema> };
  return properties?.type?.enum as readonly unknown[] | undefined;
}

/** Whether `type` alone tells which of the alternatives is meant. */
function isToldByType(alternatives: readonly Schema[]): boolean {
  return alternatives.every((alternative) => typesOf(alternative) !== undefined);
}

/**
 * The description made strict. Discord ignores properties it does not know, silently; here they are wrong, because
 * they are always a mistake of the sender.
 */
function makeStrict(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(makeStrict);
  if (value === null || typeof value !== 'object') return value;
  const strict: Schema = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, makeStrict(item)]));
  if (typeof strict.$ref === 'string') strict.$ref = strict.$ref.replace('#/components/schemas/', 'discord#/$defs/');
  if (strict.properties !== undefined) strict.additionalProperties ??= false;
  const source = value as Schema;
  const alternatives = (source.oneOf ?? source.anyOf) as readonly Schema[] | undefined;
  if (alternatives !== undefined && isToldByType(alternatives)) {
    // As conditions, so that errors are about the alternative that is meant, not about all of them.
    delete strict.oneOf;
    delete strict.anyOf;
    strict.type = 'object';
    strict.required = ['type'];
    strict.properties = { type: { enum: alternatives.flatMap((alternative) => typesOf(alternative) ?? []) } };
    strict.allOf = alternatives.map((alternative) => ({
      if: { properties: { type: { enum: typesOf(alternative) } } },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own keyword
      then: makeStrict(alternative),
    }));
  }
  return strict;
}

const definitions = makeStrict(schemas) as Record<string, { properties: Record<string, unknown> }>;
const command = definitions.ApplicationCommandUpdateRequest?.properties;
if (command !== undefined) {
  // Documented, and accepted by Discord, but not in its description: permissions as a string, and age restriction.
  command.default_member_permissions = { type: ['string', 'integer', 'null'], pattern: '^[0-9]+$' };
  command.nsfw = { type: ['boolean', 'null'] };
}

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);
ajv.addFormat('snowflake', /^\d{1,20}$/);
ajv.addFormat('nonce', /^.{1,25}$/);
ajv.addSchema({ $id: 'discord', $defs: definitions } as AnySchemaObject);

const validators = new Map<string, ValidateFunction | null>();

function bodySchema(method: string, path: string): Schema | undefined {
  const schema = description.paths[path]?.[method.toLowerCase()]?.requestBody?.content['application/json']?.schema;
  // A webhook's message: the second alternative is the first without some of its properties.
  const first = (schema?.anyOf as Schema[] | undefined)?.[0];
  return first !== undefined && !isToldByType(schema?.anyOf as Schema[]) ? first : schema;
}

function validatorOf(method: string, path: string): ValidateFunction | null {
  const key = `${method} ${path}`;
  let validator = validators.get(key);
  if (validator === undefined) {
    const schema = bodySchema(method, path);
    validator = schema === undefined ? null : ajv.compile(makeStrict(schema) as AnySchemaObject);
    validators.set(key, validator);
  }
  return validator;
}

/** What discord.js adds to every message although the request has no such property; Discord ignores it. */
const addedByClient: Readonly<Record<string, unknown>> = { tts: false, enforce_nonce: false };

function withoutAdditions(body: unknown): unknown {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return body;
  const kept = Object.entries(body).filter(([key, value]) => !(key in addedByClient && addedByClient[key] === value));
  const copy: Record<string, unknown> = Object.fromEntries(kept);
  if ('data' in copy) copy.data = withoutAdditions(copy.data);
  return copy;
}

/** Whether Discord's description has this request. @param path With names in braces, as in the description. */
export function isDescribed(method: string, path: string): boolean {
  return description.paths[path]?.[method.toLowerCase()] !== undefined;
}

/**
 * Compares a request with Discord's description of it.
 * @param path With names in braces, as in the description.
 * @returns What is wrong; empty when nothing is.
 */
export function checkRequest(
  method: string,
  path: string,
  { parameters, query, body }: { parameters: Readonly<Record<string, string>>; query: URLSearchParams; body: unknown },
): Problem[] {
  const item = description.paths[path];
  const described = [...(item?.parameters ?? []), ...(item?.[method.toLowerCase()]?.parameters ?? [])];
  const problems: Problem[] = [];
  for (const [name, value] of [...Object.entries(parameters), ...query]) {
    const parameter = described.find((candidate) => candidate.name === name);
    if (parameter === undefined) {
      problems.push({ field: name, code: 'UNKNOWN_PARAMETER', message: `There is no parameter "${name}"` });
    } else if (
      !ajv.validate(makeStrict(parameter.schema) as AnySchemaObject, typed(value, resolved(parameter.schema)))
    ) {
      problems.push(...problemsOf(ajv.errors ?? [], `${name}`));
    }
  }
  const validator = validatorOf(method, path);
  if (validator === null) {
    if (body !== undefined) problems.push({ field: '', code: 'UNEXPECTED_BODY', message: 'There must be no body' });
  } else if (!validator(withoutAdditions(body))) {
    problems.push(...problemsOf(validator.errors ?? []));
  }
  return problems;
}

/** A parameter's text as the type its schema asks for. */
function typed(text: string, schema: Schema): unknown {
  if (schema.type === 'boolean' && /^(?:true|false)$/.test(text)) return text === 'true';
  if (schema.type === 'integer' && /^-?\d+$/.test(text)) return Number(text);
  return text;
}

function problemsOf(errors: readonly ErrorObject[], prefix = ''): Problem[] {
  // A nullable property fails as null, as an object, and as a whole: only the second says something.
  const isNoise = ({ keyword, params }: ErrorObject) =>
    keyword === 'oneOf' || keyword === 'anyOf' || keyword === 'if' || (keyword === 'type' && params.type === 'null');
  const telling = errors.filter((error) => !isNoise(error));
  const problems = (telling.length > 0 ? telling : errors).map((error) => {
    const { missingProperty, additionalProperty } = error.params as Readonly<Record<string, unknown>>;
    const inside = missingProperty ?? additionalProperty;
    const path = `${error.instancePath}${typeof inside === 'string' ? `/${inside}` : ''}`;
    const field = [prefix, ...path.split('/')].filter((part) => part !== '').join('.');
    return { field, ...(wordings[error.keyword]?.(error.params.limit) ?? otherWording(error)) };
  });
  // Alternatives that share a part say the same of it.
  return problems.filter(
    ({ field, message }, index) =>
      problems.findIndex((other) => other.field === field && other.message === message) === index,
  );
}

/** Discord's own words, where they are known. */
const wordings: Readonly<Record<string, (limit: unknown) => Omit<Problem, 'field'>>> = {
  maxLength: (limit) => ({ code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${limit} or fewer in length.` }),
  minLength: (limit) => ({ code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${limit} or more in length.` }),
  maxItems: (limit) => ({ code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${limit} or fewer in length.` }),
  minItems: (limit) => ({ code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${limit} or more in length.` }),
  required: () => ({ code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }),
  additionalProperties: () => ({
    code: 'UNKNOWN_PROPERTY',
    message: 'Discord does not know this property here and would ignore it',
  }),
};

function otherWording({ keyword, message }: ErrorObject): Omit<Problem, 'field'> {
  return { code: keyword.toUpperCase(), message: `It ${message ?? 'is wrong'}` };
}
