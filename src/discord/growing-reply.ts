import { setTimeout as pause } from 'node:timers/promises';
import type { Reply } from './render/reply.js';

/** Edits of one message are this far apart. Milliseconds. */
const betweenEditsMs = 1_000;

/** Where a growing reply is shown; each tells whether it was delivered. */
export interface ReplyPlace {
  /** Shows or changes the first message while more is to come; a failure is no loss. */
  preview(reply: Reply): Promise<boolean>;
  /** Shows the whole reply for good, in the place of the preview where there is one. */
  finish(replies: readonly Reply[], wasPreviewed: boolean): Promise<boolean>;
}

/** A reply that is shown while it grows: its first message is edited at most once a second, then finished. */
export class GrowingReply {
  private waiting: Reply | null = null;
  private work: Promise<void> | null = null;
  private wasPreviewed = false;
  private isFinished = false;
  private lastAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly place: ReplyPlace) {}

  /** Shows this soon, unless something newer comes before. */
  show(reply: Reply): void {
    if (this.isFinished) return;
    this.waiting = reply;
    this.work ??= this.showWaiting().finally(() => {
      this.work = null;
    });
  }

  async finish(replies: readonly Reply[]): Promise<boolean> {
    this.isFinished = true;
    await this.work?.catch(() => {});
    const wait = this.lastAt + betweenEditsMs - performance.now();
    if (wait > 0) await pause(wait);
    return this.place.finish(replies, this.wasPreviewed);
  }

  private async showWaiting(): Promise<void> {
    while (this.waiting !== null && !this.isFinished) {
      const wait = this.lastAt + betweenEditsMs - performance.now();
      if (wait > 0) await pause(wait);
      const reply = this.waiting;
      if (this.isFinished || reply === null) return;
      this.waiting = null;
      if (await this.place.preview(reply)) this.wasPreviewed = true;
      this.lastAt = performance.now();
    }
  }
}
