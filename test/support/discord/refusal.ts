/** What is wrong with one field of a request. */
export interface Problem {
  /** Property names and array indexes from the body's root, joined by dots; empty for the body itself. */
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** A request that Discord answers with an error. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    /** Discord's own JSON error code. */
    readonly code: number,
    message: string,
    readonly options: {
      readonly problems?: readonly Problem[];
      /** True when no correct bot could have known better, for example after a person deleted the message. */
      readonly isExcused?: boolean;
    } = {},
  ) {
    super(message);
  }

  /** The body of the answer. */
  toJSON(): { code: number; message: string; errors?: unknown } {
    const { problems = [] } = this.options;
    return {
      code: this.code,
      message: this.message,
      ...(problems.length > 0 ? { errors: nestProblems(problems) } : {}),
    };
  }

  /** One line for the list of violations. */
  describe(): string {
    const { problems = [] } = this.options;
    const details = problems.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`));
    return `${this.code} ${this.message}${details.length > 0 ? ` (${details.join('; ')})` : ''}`;
  }
}

export function invalidForm(problems: readonly Problem[]): Refusal {
  return new Refusal(400, 50035, 'Invalid Form Body', { problems });
}

/** Discord's form: the path of each field as nested objects that end in a list called _errors. */
function nestProblems(problems: readonly Problem[]): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const { field, code, message } of problems) {
    let node = root;
    for (const key of field === '' ? [] : field.split('.')) {
      const next = (node[key] ?? {}) as Record<string, unknown>;
      node[key] = next;
      node = next;
    }
    const errors = (node._errors ?? []) as unknown[];
    node._errors = [...errors, { code, message }];
  }
  return root;
}
