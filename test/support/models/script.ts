import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const Claim = z.strictObject({
  /** "{{2}}" stands for evidence sentence 2 as the model was shown it. */
  text: z.string(),
  ids: z.array(z.int()),
});

/** One reply of a scripted model. */
export const Reply = z.strictObject({
  /** Written in the form of the protocol: JSON, or blocks with the provider's own citations. */
  claims: z.array(Claim).optional(),
  missing: z.string().optional(),
  /** Written as it is. */
  text: z.string().optional(),
  /** Characters in each streamed piece. @default 12 */
  pieceLength: z.int().positive().optional(),
  /** Pause between pieces. Milliseconds. @default 0 */
  pauseMs: z.int().nonnegative().optional(),
  /** A status other than 200, with this message. */
  status: z.int().optional(),
  message: z.string().optional(),
  retryAfterSeconds: z.number().optional(),
  /** Only when the request asks for a JSON schema: then this reply is given, else it is skipped. */
  onlyWithSchema: z.boolean().optional(),
  /** Accepts the request and says nothing. */
  hangs: z.boolean().optional(),
  /** Streams what there is to stream and then says nothing more. */
  stalls: z.boolean().optional(),
  /** Streams what there is to stream and then breaks the connection. */
  breaks: z.boolean().optional(),
  /** Ends for want of room, without an end to its text. */
  isCut: z.boolean().optional(),
  /** Streams its text over and over. */
  isEndless: z.boolean().optional(),
  /** Calls a tool that nobody offered, with this as its arguments. */
  toolCall: z.string().optional(),
  /** Refuses in the provider's own way. */
  refuses: z.boolean().optional(),
  /** Bytes that are no events of the protocol. */
  isGarbage: z.boolean().optional(),
});
export type Reply = z.infer<typeof Reply>;

/** What a scripted model says, request after request; the last reply is given to all further ones. */
export const Script = z.strictObject({
  about: z.string(),
  replies: z.array(Reply).min(1),
  /** Given to requests that only make a question complete; without it they get `replies` as all others do. */
  rewrite: Reply.optional(),
});
export type Script = z.infer<typeof Script>;

const folder = path.join(import.meta.dirname, 'scripts');

export function readScript(name: string): Script {
  return Script.parse(JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')));
}

export function scriptNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace('.json', ''));
}
