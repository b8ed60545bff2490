import type { Language } from '../text/language.js';

/** Everything the engine itself says, in the asker's language. */
interface Phrases {
  readonly noSource: string;
  readonly noSourceEmpty: string;
  readonly nearest: string;
  readonly help: string;
  readonly oldEvidence: (date: string) => string;
  readonly overtaken: (older: number, newer: number) => string;
  readonly noEvidenceOn: (name: string) => string;
}

export const phrases: Readonly<Record<Language, Phrases>> = {
  en: {
    noSource: "My sources don't say.",
    noSourceEmpty: 'There are no articles to answer from.',
    nearest: 'The nearest they hold:',
    help: 'I answer questions from dated articles and prove every sentence with an exact quote. Ask in plain words, for example “Why did AT&T drop Huawei?” or “Will Xiaomi sell phones in the US?”. When my sources do not say, I tell you so.',
    oldEvidence: (date) => `The newest evidence on this is from ${date}; things may have changed since.`,
    overtaken: (older, newer) => `The report behind [${older}] was later overtaken by the one behind [${newer}].`,
    noEvidenceOn: (name) => `My sources hold no evidence on ${name} for this.`,
  },
  es: {
    noSource: 'Mis fuentes no lo dicen.',
    noSourceEmpty: 'No hay artículos con los que responder.',
    nearest: 'Lo más cercano que tienen:',
    help: 'Respondo preguntas a partir de artículos fechados y pruebo cada frase con una cita exacta. Pregunta con palabras normales, por ejemplo «¿Por qué AT&T dejó a Huawei?». Si mis fuentes no lo dicen, te lo digo.',
    oldEvidence: (date) => `La prueba más reciente es de ${date}; puede haber cambios desde entonces.`,
    overtaken: (older, newer) => `El informe de [${older}] quedó superado después por el de [${newer}].`,
    noEvidenceOn: (name) => `Mis fuentes no tienen pruebas sobre ${name} para esto.`,
  },
  zh: {
    noSource: '我的资料里没有提到。',
    noSourceEmpty: '目前没有可供回答的文章。',
    nearest: '资料中最接近的内容：',
    help: '我根据注明日期的文章回答问题，并用原文引文证明每一句话。请直接提问，例如“AT&T为什么放弃华为？”。资料里没有的，我会如实说明。',
    oldEvidence: (date) => `最新的证据来自${date}，情况可能已有变化。`,
    overtaken: (older, newer) => `[${older}]所据的报道后来被[${newer}]所据的报道取代。`,
    noEvidenceOn: (name) => `我的资料里没有关于${name}的相关证据。`,
  },
};

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', es: 'es-ES', zh: 'zh-CN' };

/** Making one takes longer than all else that a citation needs. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(language: Language, withDay: boolean): Intl.DateTimeFormat {
  const key = `${language} ${withDay}`;
  let format = dateFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locales[language], {
      year: 'numeric',
      month: 'long',
      ...(withDay ? { day: 'numeric' as const } : {}),
      timeZone: 'UTC',
    });
    dateFormats.set(key, format);
  }
  return format;
}

/** A date as precisely as it is known: "2018", "March 2018", "27 March 2018". */
export function formatDate(published: string, language: Language = 'en'): string {
  const [year, month, day] = published.split('-');
  if (!month) return language === 'zh' ? `${year}年` : (year ?? '');
  const date = new Date(`${year}-${month}-${day ?? '01'}T00:00:00Z`);
  return dateFormat(language, day !== undefined).format(date);
}

const helpPatterns: readonly RegExp[] = [
  /^(?:hi|hello|hey|yo|hiya|howdy|good (?:morning|evening|afternoon)|greetings|sup|what'?s up|thanks?(?: you)?|thank you(?: so much| very much)?|thx|ty|cheers|ok(?:ay)?|cool|nice|bye|goodbye|help|\?+|test|ping)(?: (?:there|bot|stateside|everyone|all|again|a lot|man|mate))*[\s!.?,:)]*$/i,
  /^(?:hi|hello|hey|yo)?[\s,!]*(?:what (?:can|could|do|all can|else can|exactly (?:can|do)) (?:you|u|this bot|the bot|it|stateside) (?:do|know|answer|offer|cover|tell me|help(?: me)? with)(?: (?:about|here|for me|exactly|then|all))*|what (?:are|r) (?:you|u)(?: for)?|who (?:are|r) (?:you|u)|who made you|how do(?:es)? (?:you|this|this bot|this thing|the bot|it) work|what is (?:this|stateside|this bot)|what (?:kind of )?(?:questions|stuff|things) can i ask(?: you)?|what can i ask(?: you)?|can (?:you|u) help(?: me)?|help me|how (?:do|can) i use (?:you|this|this bot|it)|are you (?:a|an|real|human)? ?(?:bot|ai|human|robot|person)?|how are (?:you|u)(?: doing)?(?: today)?|where do(?:es)? your (?:answers|info|information|sources) come from|what are your sources)[\s?!.]*$/i,
  /^(?:so |ok |and |hey |hi |hello |umm? |er )*,?\s*(?:what(?:'s| is| does)? (?:this|the|that) (?:bot|thing|app|server bot)(?: (?:for|about|do|all about|even do|good for))?|what'?s this(?: (?:about|for|all about))?|what (?:do|does) (?:you|u|it|this) do(?: (?:exactly|here))?|who (?:built|made|runs|wrote|created) (?:you|u|this|this bot)|(?:list|show)(?: me)?(?: the| your| all)? commands|commands|usage|instructions|how (?:do|should|can) i (?:ask|start|use (?:it|this thing))(?: (?:you|questions|something))?|what should i ask(?: you)?|tell me about yourself|introduce yourself)[\s?!.]*$/i,
  /^(?:hola|buenas|buenos d[ií]as|buenas tardes|gracias|ayuda|qu[eé] (?:puedes|sabes) hacer|qui[eé]n eres|c[oó]mo funcionas?)[\s!.?¡¿]*$/i,
  /^[¿¡\s]*(?:qu[eé] (?:puedes|sabes) hacer|qui[eé]n eres|c[oó]mo funcionas?|en qu[eé] (?:me )?puedes ayudar(?:me)?)[\s?!.]*$/i,
  /^(?:你好|您好|嗨|哈喽|谢谢|多谢|帮助|你是谁|你能做什么|你会什么|你可以做什么|怎么用|你是什么|早上好|晚上好)[\s!！?？。.吗呢啊]*$/,
];

/** Whether a text greets, thanks, or asks what the bot is. */
export function asksForHelp(text: string): boolean {
  const isHelp = (part: string) => helpPatterns.some((pattern) => pattern.test(part));
  const plain = text.trim();
  if (isHelp(plain)) return true;
  const parts = plain.split(/\s+(?:and|y)\s+/i);
  return parts.length > 1 && parts.every(isHelp);
}
