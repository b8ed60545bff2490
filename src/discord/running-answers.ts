/** Why an answer under way is ended: its asker has seen enough, or has taken the question back. */
export type EndReason = 'stopped' | 'deleted';

interface RunningAnswer {
  readonly person: string;
  readonly place: string | null;
  readonly controller: AbortController;
}

/** Answers that are being written, so that their askers can end them. */
export class RunningAnswers {
  private readonly running = new Map<string, RunningAnswer>();

  /** @param id Of the message or the interaction that asked. */
  begin(id: string, person: string, place: string | null): AbortSignal {
    const controller = new AbortController();
    this.running.set(id, { person, place, controller });
    return controller.signal;
  }

  end(id: string): void {
    this.running.delete(id);
  }

  /** The question was deleted: nobody waits for its answer. */
  questionDeleted(id: string): void {
    this.running.get(id)?.controller.abort('deleted' satisfies EndReason);
  }

  /** By the button under an answer. @returns Whether one was under way that this person had asked for. */
  stop(id: string, person: string): 'stopped' | 'not-yours' | 'over' {
    const answer = this.running.get(id);
    if (!answer) return 'over';
    if (answer.person !== person) return 'not-yours';
    answer.controller.abort('stopped' satisfies EndReason);
    return 'stopped';
  }

  /** By word. @returns Whether any was under way in this place that this person had asked for. */
  stopIn(place: string, person: string): boolean {
    let isAny = false;
    for (const answer of this.running.values()) {
      if (answer.place !== place || answer.person !== person) continue;
      answer.controller.abort('stopped' satisfies EndReason);
      isAny = true;
    }
    return isAny;
  }
}
