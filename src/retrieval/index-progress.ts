/** How far a stage of indexing is. */
export interface IndexProgress {
  readonly stage: 'waiting' | 'reading' | 'fitting' | 'embedding' | 'linking';
  readonly done: number;
  readonly total: number;
}
