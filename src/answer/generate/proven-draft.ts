import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Article } from '../../knowledge/article.js';
import type { Language } from '../../text/language.js';
import type { Answered, Citation, Claim } from '../answer.js';
import { textOf } from '../cite.js';
import type { Objection, ProofQuote, Translation } from '../verify/verification.js';
import type { ClaimVerifier } from '../verify/verify-claim.js';
import { isProven } from '../verify-citation.js';
import type { DraftClaim } from './draft.js';

/** An exact quote that the model may rest claims on; its marker is the number it is shown with. */
export interface EvidenceQuote {
  readonly citation: Citation;
  readonly language: Language;
  /** What the quote says in the language of the answer; null where that is its own, or nobody has translated it. */
  readonly translation: Translation | null;
}

export interface RejectedClaim {
  readonly claim: DraftClaim;
  readonly objections: readonly Objection[];
}

function toProof({ citation, language, translation }: EvidenceQuote): ProofQuote {
  const { title, publisher, published } = citation;
  return { text: citation.quote, translation, article: { title, publisher, published, language } };
}

/** A claim rests on no more quotes than this. */
const maximumQuotes = 6;
/** An answer has no more claims than this. */
const maximumClaims = 12;

/** The part of an answer that is proven so far. Nothing gets in that the verifier objects to. */
export class ProvenDraft {
  readonly claims: Claim[] = [];
  private readonly cited: Citation[] = [];
  private readonly evidence = new Map<number, EvidenceQuote>();
  private rejectedClaims: RejectedClaim[] = [];

  constructor(
    evidence: readonly EvidenceQuote[],
    private readonly verifier: ClaimVerifier,
    private readonly articleOf: (id: string) => Article | null,
  ) {
    this.add(evidence);
  }

  /** Gives the model more to rest claims on. */
  add(evidence: readonly EvidenceQuote[]): void {
    for (const quote of evidence) this.evidence.set(quote.citation.marker, quote);
  }

  /** Reads the evidence while the model is still thinking, a sentence at a time: others are being answered too. */
  async prepare(signal: AbortSignal): Promise<void> {
    for (const quote of this.evidence.values()) {
      await nextTurn();
      if (signal.aborted) return;
      this.verifier.prepare([toProof(quote)]);
    }
  }

  get rejected(): readonly RejectedClaim[] {
    return this.rejectedClaims;
  }

  forgetRejected(): void {
    this.rejectedClaims = [];
  }

  /**
   * Takes a claim in when its quotes prove it.
   * @param needed One of these must be among its evidence; any will do when absent.
   * @returns Whether it was taken in.
   */
  take(claim: DraftClaim, needed?: ReadonlySet<number>): boolean {
    const text = claim.text.replace(/\s+/g, ' ').trim();
    if (this.claims.length >= maximumClaims || this.claims.some((known) => known.text === text)) return false;
    if (needed && !claim.ids.some((id) => needed.has(id))) return false;
    const quotes = claim.ids.slice(0, maximumQuotes).map((id) => this.evidence.get(id));
    const unknown = claim.ids.filter((id) => !this.evidence.has(id));
    const objections: Objection[] = unknown.map((id) => ({
      kind: 'citation',
      found: String(id),
      reason: `there is no evidence sentence ${id}`,
    }));
    const proofs = quotes.filter((quote) => quote !== undefined);
    if (objections.length === 0) {
      objections.push(...this.verifier.verify(text, proofs.map(toProof), 'kept'));
    }
    if (
      objections.length === 0 &&
      !proofs.every(({ citation }) => isProven(citation, this.articleOf(citation.articleId)))
    )
      objections.push({ kind: 'citation', found: '', reason: 'a quote is not word for word in its article' });
    if (objections.length > 0) {
      this.rejectedClaims.push({ claim: { text, ids: claim.ids }, objections });
      return false;
    }
    this.claims.push({ text, citations: proofs.map(({ citation }) => this.mark(citation)) });
    return true;
  }

  /** Puts a quote itself, in the language of the answer where it can be, in the place of a claim that could not be proven, unless it is cited already. */
  takeQuote(id: number): boolean {
    const quote = this.evidence.get(id);
    if (!quote || this.claims.length >= maximumClaims) return false;
    const isCited = this.cited.some(({ quote: text }) => text === quote.citation.quote);
    if (isCited || !isProven(quote.citation, this.articleOf(quote.citation.articleId))) return false;
    const text = quote.translation?.text ?? quote.citation.quote.replace(/\s+/g, ' ');
    this.claims.push({ text, citations: [this.mark(quote.citation)] });
    return true;
  }

  /** The answer so far; null before the first claim. */
  answer(notices: readonly string[]): Answered | null {
    if (this.claims.length === 0) return null;
    const asOf = this.cited.reduce((newest, { published }) => (published > newest ? published : newest), '');
    const claims = [...this.claims];
    return {
      kind: 'answered',
      mode: 'generated',
      asOf,
      text: textOf(claims),
      claims,
      citations: [...this.cited],
      notices,
    };
  }

  /** The number that a quote has in the answer: they count from 1 as they come. */
  private mark(citation: Citation): number {
    const known = this.cited.find(
      ({ articleId, start, end }) =>
        articleId === citation.articleId && start === citation.start && end === citation.end,
    );
    if (known) return known.marker;
    const marker = this.cited.length + 1;
    this.cited.push({ ...citation, marker });
    return marker;
  }
}
