import type { Language } from '../../text/language.js';

/** What is said of an answer that a model should have written, in the asker's language. */
interface GenerationNotices {
  readonly modelFailed: string;
  readonly nothingProven: string;
  readonly budgetSpent: string;
  readonly evidenceTrimmed: string;
  readonly cutShort: string;
  readonly notSaid: (part: string) => string;
}

export const generationNotices: Readonly<Record<Language, GenerationNotices>> = {
  en: {
    modelFailed: 'The language model could not be used just now; these are the sources’ own sentences.',
    nothingProven: 'The language model wrote nothing that the sources prove; these are the sources’ own sentences.',
    budgetSpent: 'The language model’s allowance for today is used up; these are the sources’ own sentences.',
    evidenceTrimmed: 'The language model saw only part of the evidence, because it takes no more text.',
    cutShort: 'The language model did not finish; what it had written until then is proven.',
    notSaid: (part) => `My sources don’t say: ${part}`,
  },
  es: {
    modelFailed: 'El modelo de lenguaje no estaba disponible; estas son frases de las propias fuentes.',
    nothingProven:
      'El modelo de lenguaje no escribió nada que las fuentes prueben; estas son frases de las propias fuentes.',
    budgetSpent: 'El cupo de hoy del modelo de lenguaje se ha agotado; estas son frases de las propias fuentes.',
    evidenceTrimmed: 'El modelo de lenguaje solo vio parte de las pruebas, porque no admite más texto.',
    cutShort: 'El modelo de lenguaje no terminó; lo que había escrito hasta entonces está probado.',
    notSaid: (part) => `Mis fuentes no lo dicen: ${part}`,
  },
  zh: {
    modelFailed: '语言模型暂时无法使用；以下是资料原句。',
    nothingProven: '语言模型没有写出资料能证明的内容；以下是资料原句。',
    budgetSpent: '语言模型今天的额度已用完；以下是资料原句。',
    evidenceTrimmed: '语言模型只看到部分证据，因为它无法接收更多文字。',
    cutShort: '语言模型没有写完；此前写下的内容均已得到证明。',
    notSaid: (part) => `我的资料里没有提到：${part}`,
  },
};
