/**
 * An error that is expected in normal use and is meant to be read by a person.
 * The message says "Cannot <do X>: <what was found>"; the remedy says what to do.
 */
export class StatesideError extends Error {
  readonly remedy: string;

  constructor(message: string, options: { remedy: string; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.remedy = options.remedy;
  }
}

/** Turns anything thrown into one line for a person; an unexpected error keeps its message but never its stack. */
export function describeError(error: unknown): string {
  if (error instanceof StatesideError) return `${error.message}; ${error.remedy}`;
  return error instanceof Error ? error.message : String(error);
}
