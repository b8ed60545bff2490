/** What a button, menu or form of ours does. */
export type Action =
  | { readonly kind: 'show-passage'; readonly exchange: string }
  | { readonly kind: 'more'; readonly exchange: string }
  | { readonly kind: 'newest'; readonly exchange: string }
  | { readonly kind: 'publish'; readonly exchange: string }
  /** Ends an answer that is being written; `question` is the id of what asked. */
  | { readonly kind: 'stop'; readonly question: string }
  | { readonly kind: 'feedback'; readonly exchange: string; readonly isHelpful: boolean }
  | { readonly kind: 'feedback-reason'; readonly exchange: string }
  | {
      readonly kind: 'sources-page';
      readonly page: number;
      readonly maker: string | null;
      readonly topic: string | null;
    };

/** Raise when the meaning of an id changes: old messages then get a kind word instead of a wrong action. */
const version = '1';

/**
 * Writes an action as a custom id, at most 100 characters. It carries what the action needs, or the id of the answer
 * in the memory, so that it works after a restart.
 */
export function toCustomId(action: Action): string {
  switch (action.kind) {
    case 'feedback':
      return join('feedback', action.exchange, action.isHelpful ? 'y' : 'n');
    case 'sources-page':
      return join('sources', String(action.page), (action.maker ?? '').slice(0, 40), (action.topic ?? '').slice(0, 40));
    case 'stop':
      return join('stop', action.question);
    default:
      return join(action.kind, action.exchange);
  }
}

function join(...parts: readonly string[]): string {
  return [version, ...parts].join(':');
}

/** Null for anything that we did not write, or wrote in an older form. */
export function readCustomId(id: string): Action | null {
  const [found, kind, first, second, third] = id.split(':');
  if (found !== version || first === undefined) return null;
  switch (kind) {
    case 'show-passage':
    case 'more':
    case 'newest':
    case 'publish':
    case 'feedback-reason':
      return { kind, exchange: first };
    case 'stop':
      return { kind, question: first };
    case 'feedback':
      return second === 'y' || second === 'n' ? { kind, exchange: first, isHelpful: second === 'y' } : null;
    case 'sources':
      return /^\d{1,6}$/.test(first)
        ? { kind: 'sources-page', page: Number(first), maker: second || null, topic: third || null }
        : null;
    default:
      return null;
  }
}
