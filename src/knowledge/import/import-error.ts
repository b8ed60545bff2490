import { StatesideError } from '../../error.js';

/** Why one source cannot become an article. Others are imported all the same. */
export class ImportError extends StatesideError {
  constructor(
    readonly source: string,
    /** What was found, without the source's name. */
    readonly found: string,
    options: { remedy: string; cause?: unknown },
  ) {
    super(`Cannot import "${source}": ${found}`, options);
  }
}
