import type { Language } from '../../text/language.js';

/** Everything the bot says on Discord beside the answers themselves. */
export interface Texts {
  readonly asOf: (date: string) => string;
  readonly sources: (count: number) => string;
  /** Where some of the articles are copies or retell each other's story. */
  readonly independentSources: (independent: number, articles: number) => string;
  readonly brief: string;
  readonly showPassages: string;
  readonly moreEvidence: string;
  readonly newestOnly: string;
  readonly makePublic: string;
  readonly helpful: string;
  readonly notHelpful: string;
  readonly sharedBy: (person: string) => string;
  readonly published: string;
  readonly notYours: string;
  readonly expiredAnswer: string;
  readonly sourceGone: string;
  readonly sourceChanged: string;
  readonly thanks: string;
  readonly thanksForReason: string;
  readonly reasonTitle: string;
  readonly reasonLabel: string;
  readonly reasonPlaceholder: string;
  readonly noMore: string;
  readonly noNewer: string;
  readonly tooFast: (seconds: number) => string;
  readonly busy: (seconds: number) => string;
  readonly stopping: string;
  readonly failed: (id: string) => string;
  readonly emptyQuestion: string;
  readonly cannotSeeContent: string;
  readonly resetDone: string;
  readonly unknownMaker: (text: string) => string;
  readonly unknownTopic: (text: string) => string;
  readonly sameMaker: string;
  readonly badDate: (text: string) => string;
  readonly notAllowed: string;
  readonly prospectsOf: (maker: string) => string;
  readonly compared: (first: string, second: string) => string;
  readonly timelineOf: (maker: string) => string;
  readonly nothingKnown: string;
  readonly noEvidence: string;
  readonly noEvents: string;
  readonly sourcesTitle: (count: number) => string;
  readonly noSources: string;
  readonly page: (page: number, pages: number) => string;
  readonly previous: string;
  readonly next: string;
  readonly checkTitle: string;
  readonly agrees: string;
  readonly contradicts: string;
  readonly notCovered: string;
  readonly contradictedBy: Readonly<Record<'number' | 'date' | 'name' | 'negation', string>>;
  readonly nothingToCheck: string;
  readonly help: readonly string[];
  readonly privacy: (contact: { days: number; minutes: number }) => readonly string[];
  readonly myData: (count: number) => string;
  readonly noData: string;
  readonly forgotten: (count: number) => string;
  readonly statsTitle: (days: number) => string;
  readonly stats: Readonly<Record<'questions' | 'answered' | 'refused' | 'feedback' | 'latency' | 'model', string>>;
  readonly stop: string;
  readonly nothingToStop: string;
  readonly gaps: (count: number, days: number) => string;
  readonly noGaps: string;
  readonly knowledgeTitle: string;
  readonly knowledge: Readonly<Record<'articles' | 'passages' | 'newest' | 'rejected' | 'since', string>>;
  readonly reloaded: (articles: number) => string;
  readonly reloadRunning: string;
  readonly reloadFailed: (reason: string) => string;
  readonly outdatedControl: string;
}

export const texts: Readonly<Record<Language, Texts>> = {
  en: {
    asOf: (date) => `As of ${date}`,
    sources: (count) => (count === 1 ? '1 source' : `${count} sources`),
    independentSources: (independent, articles) =>
      `${independent === 1 ? '1 independent source' : `${independent} independent sources`} in ${articles} articles`,
    brief: 'brief of the source',
    showPassages: 'Show passages',
    moreEvidence: 'More evidence',
    newestOnly: 'Newest only',
    makePublic: 'Make public',
    helpful: 'Helpful',
    notHelpful: 'Not helpful',
    sharedBy: (person) => `Shared by ${person}`,
    published: 'Done: everyone here can see it now.',
    notYours: 'Only the person who asked can do that.',
    expiredAnswer: 'I no longer remember this answer: answers are kept for 30 days. Please ask again.',
    sourceGone: 'This source has been withdrawn since the answer was given.',
    sourceChanged: 'This source has been changed since the answer was given; the quote is no longer in it.',
    thanks: 'Thank you, noted.',
    thanksForReason: 'Thank you, noted with your reason.',
    reasonTitle: 'What was wrong?',
    reasonLabel: 'Reason (optional)',
    reasonPlaceholder: 'For example: out of date, wrong maker, beside the point',
    noMore: 'My sources hold no further evidence on this.',
    noNewer: 'My sources hold nothing newer on this.',
    tooFast: (seconds) => `That was a lot at once. Please try again in ${seconds} s.`,
    busy: (seconds) => `I have many questions waiting. Please try again in ${seconds} s.`,
    stopping: 'I am being restarted. Please ask again in a minute.',
    failed: (id) => `Sorry, something went wrong on my side. The person who runs me can find it as ${id}.`,
    emptyQuestion: 'Ask me something, for example “Will Xiaomi sell phones in the US?”.',
    cannotSeeContent:
      'I can only read messages that mention me. Reply again and mention me, or leave the reply ping on.',
    resetDone: 'Done: the next question starts over.',
    unknownMaker: (text) => `I know no maker called “${text}”. Pick one from the list that appears while you type.`,
    unknownTopic: (text) => `I know no topic called “${text}”. Pick one from the list that appears while you type.`,
    sameMaker: 'Pick two different makers to compare.',
    badDate: (text) => `“${text}” is no date I can read. Write 2024, 2024-05 or 2024-05-31.`,
    notAllowed: 'This is for those who manage the server.',
    prospectsOf: (maker) => `${maker} in the United States`,
    compared: (first, second) => `${first} and ${second} in the United States`,
    timelineOf: (maker) => `${maker}: timeline`,
    nothingKnown: 'My sources say nothing on this.',
    noEvidence: 'no evidence',
    noEvents: 'My sources hold no events for this.',
    sourcesTitle: (count) => `What I know: ${count === 1 ? '1 article' : `${count} articles`}`,
    noSources: 'I hold no articles on this.',
    page: (page, pages) => `Page ${page} of ${pages}`,
    previous: 'Newer',
    next: 'Older',
    checkTitle: 'Checked with sources',
    agrees: 'agrees',
    contradicts: 'contradicts',
    notCovered: 'not covered',
    contradictedBy: {
      number: 'the number differs',
      date: 'the date differs',
      name: 'the name differs',
      negation: 'one says it is so, the other that it is not',
    },
    nothingToCheck: 'There is no statement in this message that I could check.',
    help: [
      'I answer questions about Chinese phone makers in the United States, only from dated articles, and prove every sentence with an exact quote. When my sources do not say, I tell you so.',
      '**Ask** with `/ask`, in a direct message, or by mentioning me. Follow-ups such as “why?” or “what about Honor?” work for 30 minutes; `reset` starts over.',
      '**Look further** with `/prospects`, `/compare`, `/timeline` and `/sources`. To check what somebody wrote: right-click (or hold) the message → Apps → **Check with sources**.',
      '**Your data**: `/privacy`, `/mydata`, `/forget`.',
    ],
    privacy: ({ days, minutes }) => [
      `**Your questions and my answers**, with your Discord id and the server's: so that the buttons under an answer work, and so that those who manage the server see how many questions were answered and which could not be (without who asked). Kept ${days} days.`,
      `**The last questions of a conversation**, with your Discord id: so that follow-ups are understood. They count for ${minutes} minutes and are then deleted.`,
      `**Helpful / not helpful**, with your reason if you gave one: so that the answers get better. Kept ${days} days.`,
      '**How much of a language model your answers used today**, with your Discord id, where this bot has one: so that its daily allowance holds. Deleted when the day (UTC) is over.',
      '**Ids of messages and commands** that I have handled, without content or person: so that nothing is answered twice. Kept 2 days.',
      'I read only direct messages to me, messages that mention me or reply to me, and commands. Messages that you check with the menu are not stored. Nothing is sent to anyone else.',
      'See it with `/mydata`; erase it with `/forget`.',
    ],
    myData: (count) => `Everything I have stored about you (${count === 1 ? '1 entry' : `${count} entries`}):`,
    noData: 'I have nothing stored about you.',
    forgotten: (count) =>
      count === 0
        ? 'There was nothing stored about you.'
        : `Erased: ${count === 1 ? '1 entry' : `${count} entries`}. Buttons under your old answers no longer work.`,
    statsTitle: (days) => `This server, last ${days} days`,
    stats: {
      questions: 'Questions',
      answered: 'Answered',
      refused: 'My sources did not say',
      feedback: 'Helpful / not helpful',
      latency: 'Time to answer (median, slowest)',
      model: 'Asked of the language model (answers / tokens)',
    },
    stop: 'Stop',
    nothingToStop: 'This answer is finished already.',
    gaps: (count, days) =>
      `${count === 1 ? '1 question' : `${count} questions`} of the last ${days} days that my sources could not answer:`,
    noGaps: 'There was no question that my sources could not answer.',
    knowledgeTitle: 'Knowledge',
    knowledge: {
      articles: 'Articles',
      passages: 'Passages',
      newest: 'Newest',
      rejected: 'Left out (see the log)',
      since: 'Loaded',
    },
    reloaded: (articles) => `Reloaded: ${articles} articles.`,
    reloadRunning: 'A reload is running already.',
    reloadFailed: (reason) => `The reload failed, the old state stays: ${reason}`,
    outdatedControl: 'This button is from an older version of me. Please ask again.',
  },
  es: {
    asOf: (date) => `A fecha de ${date}`,
    sources: (count) => (count === 1 ? '1 fuente' : `${count} fuentes`),
    independentSources: (independent, articles) =>
      `${independent === 1 ? '1 fuente independiente' : `${independent} fuentes independientes`} en ${articles} artículos`,
    brief: 'resumen de la fuente',
    showPassages: 'Ver pasajes',
    moreEvidence: 'Más pruebas',
    newestOnly: 'Solo lo más reciente',
    makePublic: 'Hacer público',
    helpful: 'Útil',
    notHelpful: 'No útil',
    sharedBy: (person) => `Compartido por ${person}`,
    published: 'Hecho: ahora lo ven todos aquí.',
    notYours: 'Solo puede hacerlo quien preguntó.',
    expiredAnswer: 'Ya no recuerdo esta respuesta: las guardo 30 días. Pregunta otra vez, por favor.',
    sourceGone: 'Esta fuente se ha retirado desde que se dio la respuesta.',
    sourceChanged: 'Esta fuente ha cambiado desde que se dio la respuesta; la cita ya no figura en ella.',
    thanks: 'Gracias, anotado.',
    thanksForReason: 'Gracias, anotado con tu motivo.',
    reasonTitle: '¿Qué estaba mal?',
    reasonLabel: 'Motivo (opcional)',
    reasonPlaceholder: 'Por ejemplo: anticuado, otro fabricante, no viene al caso',
    noMore: 'Mis fuentes no tienen más pruebas sobre esto.',
    noNewer: 'Mis fuentes no tienen nada más reciente sobre esto.',
    tooFast: (seconds) => `Ha sido mucho de una vez. Inténtalo de nuevo en ${seconds} s.`,
    busy: (seconds) => `Tengo muchas preguntas en espera. Inténtalo de nuevo en ${seconds} s.`,
    stopping: 'Me están reiniciando. Pregunta de nuevo en un minuto.',
    failed: (id) => `Lo siento, algo ha fallado por mi parte. Quien me administra lo encontrará como ${id}.`,
    emptyQuestion: 'Pregúntame algo, por ejemplo «¿Venderá Xiaomi móviles en Estados Unidos?».',
    cannotSeeContent:
      'Solo puedo leer mensajes que me mencionan. Responde de nuevo mencionándome o deja activada la mención de la respuesta.',
    resetDone: 'Hecho: la próxima pregunta empieza de cero.',
    unknownMaker: (text) =>
      `No conozco ningún fabricante llamado «${text}». Elige uno de la lista que aparece al escribir.`,
    unknownTopic: (text) => `No conozco ningún tema llamado «${text}». Elige uno de la lista que aparece al escribir.`,
    sameMaker: 'Elige dos fabricantes distintos para comparar.',
    badDate: (text) => `«${text}» no es una fecha que pueda leer. Escribe 2024, 2024-05 o 2024-05-31.`,
    notAllowed: 'Esto es para quienes administran el servidor.',
    prospectsOf: (maker) => `${maker} en Estados Unidos`,
    compared: (first, second) => `${first} y ${second} en Estados Unidos`,
    timelineOf: (maker) => `${maker}: cronología`,
    nothingKnown: 'Mis fuentes no dicen nada sobre esto.',
    noEvidence: 'sin pruebas',
    noEvents: 'Mis fuentes no tienen sucesos para esto.',
    sourcesTitle: (count) => `Lo que sé: ${count === 1 ? '1 artículo' : `${count} artículos`}`,
    noSources: 'No tengo artículos sobre esto.',
    page: (page, pages) => `Página ${page} de ${pages}`,
    previous: 'Más recientes',
    next: 'Más antiguos',
    checkTitle: 'Comprobado con las fuentes',
    agrees: 'coincide',
    contradicts: 'contradice',
    notCovered: 'no cubierto',
    contradictedBy: {
      number: 'la cifra es otra',
      date: 'la fecha es otra',
      name: 'el nombre es otro',
      negation: 'uno lo afirma y el otro lo niega',
    },
    nothingToCheck: 'En este mensaje no hay ninguna afirmación que pueda comprobar.',
    help: [
      'Respondo preguntas sobre los fabricantes chinos de móviles en Estados Unidos, solo a partir de artículos fechados, y pruebo cada frase con una cita exacta. Si mis fuentes no lo dicen, te lo digo.',
      '**Pregunta** con `/ask`, por mensaje directo o mencionándome. Las preguntas de seguimiento como «¿por qué?» o «¿y Honor?» valen durante 30 minutos; `reset` empieza de cero.',
      '**Mira más** con `/prospects`, `/compare`, `/timeline` y `/sources`. Para comprobar lo que alguien escribió: clic derecho (o mantener pulsado) en el mensaje → Aplicaciones → **Comprobar con fuentes**.',
      '**Tus datos**: `/privacy`, `/mydata`, `/forget`.',
    ],
    privacy: ({ days, minutes }) => [
      `**Tus preguntas y mis respuestas**, con tu id de Discord y el del servidor: para que funcionen los botones de una respuesta y para que quienes administran el servidor vean cuántas preguntas se respondieron y cuáles no (sin quién preguntó). Se guardan ${days} días.`,
      `**Las últimas preguntas de una conversación**, con tu id de Discord: para entender las preguntas de seguimiento. Cuentan ${minutes} minutos y después se borran.`,
      `**Útil / no útil**, con tu motivo si lo diste: para mejorar las respuestas. Se guardan ${days} días.`,
      '**Cuánto de un modelo de lenguaje usaron hoy tus respuestas**, con tu id de Discord, si este bot tiene uno: para que valga su cupo diario. Se borra cuando termina el día (UTC).',
      '**Ids de los mensajes y comandos** atendidos, sin contenido ni persona: para no responder dos veces. Se guardan 2 días.',
      'Solo leo los mensajes directos que me envían, los mensajes que me mencionan o me responden y los comandos. Los mensajes que compruebas con el menú no se guardan. No se envía nada a nadie más.',
      'Míralo con `/mydata`; bórralo con `/forget`.',
    ],
    myData: (count) => `Todo lo que guardo sobre ti (${count === 1 ? '1 entrada' : `${count} entradas`}):`,
    noData: 'No guardo nada sobre ti.',
    forgotten: (count) =>
      count === 0
        ? 'No había nada guardado sobre ti.'
        : `Borrado: ${count === 1 ? '1 entrada' : `${count} entradas`}. Los botones de tus respuestas antiguas ya no funcionan.`,
    statsTitle: (days) => `Este servidor, últimos ${days} días`,
    stats: {
      questions: 'Preguntas',
      answered: 'Respondidas',
      refused: 'Mis fuentes no lo decían',
      feedback: 'Útil / no útil',
      latency: 'Tiempo de respuesta (mediana, máximo)',
      model: 'Pedido al modelo de lenguaje (respuestas / tokens)',
    },
    stop: 'Detener',
    nothingToStop: 'Esta respuesta ya está terminada.',
    gaps: (count, days) =>
      `${count === 1 ? '1 pregunta' : `${count} preguntas`} de los últimos ${days} días que mis fuentes no pudieron responder:`,
    noGaps: 'No hubo ninguna pregunta que mis fuentes no pudieran responder.',
    knowledgeTitle: 'Conocimiento',
    knowledge: {
      articles: 'Artículos',
      passages: 'Pasajes',
      newest: 'Más reciente',
      rejected: 'Excluidos (véase el registro)',
      since: 'Cargado',
    },
    reloaded: (articles) => `Recargado: ${articles} artículos.`,
    reloadRunning: 'Ya hay una recarga en marcha.',
    reloadFailed: (reason) => `La recarga falló; se mantiene el estado anterior: ${reason}`,
    outdatedControl: 'Este botón es de una versión anterior. Pregunta otra vez, por favor.',
  },
  zh: {
    asOf: (date) => `截至${date}`,
    sources: (count) => `${count}个来源`,
    independentSources: (independent, articles) => `${articles}篇文章，${independent}个独立来源`,
    brief: '来源摘要',
    showPassages: '查看原文段落',
    moreEvidence: '更多证据',
    newestOnly: '只看最新',
    makePublic: '公开',
    helpful: '有用',
    notHelpful: '没用',
    sharedBy: (person) => `由${person}分享`,
    published: '完成：这里的所有人现在都能看到。',
    notYours: '只有提问的人可以这样做。',
    expiredAnswer: '我已不记得这个回答：回答只保存30天。请重新提问。',
    sourceGone: '给出回答之后，这个来源已被撤下。',
    sourceChanged: '给出回答之后，这个来源已被修改，引文不再其中。',
    thanks: '谢谢，已记录。',
    thanksForReason: '谢谢，已连同原因一起记录。',
    reasonTitle: '哪里不对？',
    reasonLabel: '原因（可不填）',
    reasonPlaceholder: '例如：过时、厂商不对、答非所问',
    noMore: '我的资料里没有更多证据。',
    noNewer: '我的资料里没有更新的内容。',
    tooFast: (seconds) => `一次问得太多了，请${seconds}秒后再试。`,
    busy: (seconds) => `排队的问题很多，请${seconds}秒后再试。`,
    stopping: '我正在重启，请一分钟后再问。',
    failed: (id) => `抱歉，我这边出了错。管理员可以用编号${id}查到。`,
    emptyQuestion: '请提一个问题，例如“小米会在美国卖手机吗？”。',
    cannotSeeContent: '我只能读到提及我的消息。请提及我再回复一次，或在回复时保留提醒。',
    resetDone: '完成：下一个问题将重新开始。',
    unknownMaker: (text) => `我不认识叫“${text}”的厂商。请从输入时出现的列表中选择。`,
    unknownTopic: (text) => `我不认识叫“${text}”的主题。请从输入时出现的列表中选择。`,
    sameMaker: '请选择两家不同的厂商来比较。',
    badDate: (text) => `“${text}”不是我能读懂的日期。请写成2024、2024-05或2024-05-31。`,
    notAllowed: '这是给服务器管理者用的。',
    prospectsOf: (maker) => `${maker}在美国`,
    compared: (first, second) => `${first}与${second}在美国`,
    timelineOf: (maker) => `${maker}：时间线`,
    nothingKnown: '我的资料里没有提到。',
    noEvidence: '没有证据',
    noEvents: '我的资料里没有相关事件。',
    sourcesTitle: (count) => `我所知道的：${count}篇文章`,
    noSources: '我没有这方面的文章。',
    page: (page, pages) => `第${page}页，共${pages}页`,
    previous: '较新',
    next: '较早',
    checkTitle: '已与来源核对',
    agrees: '一致',
    contradicts: '矛盾',
    notCovered: '未涉及',
    contradictedBy: {
      number: '数字不同',
      date: '日期不同',
      name: '名称不同',
      negation: '一方肯定，另一方否定',
    },
    nothingToCheck: '这条消息里没有我能核对的说法。',
    help: [
      '我只根据注明日期的文章回答有关中国手机厂商在美国的问题，并用原文引文证明每一句话。资料里没有的，我会如实说明。',
      '**提问**：用`/ask`、私信，或提及我。“为什么？”“那荣耀呢？”这样的追问在30分钟内有效；发送`reset`重新开始。',
      '**更多**：`/prospects`、`/compare`、`/timeline`和`/sources`。想核对别人写的话：右键（或长按）消息 → 应用 → **与来源核对**。',
      '**你的数据**：`/privacy`、`/mydata`、`/forget`。',
    ],
    privacy: ({ days, minutes }) => [
      `**你的问题和我的回答**，连同你的Discord编号和服务器编号：使回答下方的按钮可用，并让服务器管理者看到回答了多少问题、哪些没能回答（不含提问者）。保存${days}天。`,
      `**对话中最近的几个问题**，连同你的Discord编号：用来理解追问。${minutes}分钟内有效，之后删除。`,
      `**有用／没用**，以及你填写的原因：用来改进回答。保存${days}天。`,
      '**你的回答今天用了多少语言模型**（若本机器人使用模型），连同你的Discord编号：用来遵守每日额度。当天（UTC）结束后删除。',
      '**已处理的消息和命令的编号**，不含内容和人：避免重复回答。保存2天。',
      '我只读发给我的私信、提及我或回复我的消息，以及命令。用菜单核对的消息不会保存。不会发送给其他任何人。',
      '用`/mydata`查看，用`/forget`删除。',
    ],
    myData: (count) => `我保存的关于你的全部内容（${count}条）：`,
    noData: '我没有保存关于你的任何内容。',
    forgotten: (count) =>
      count === 0 ? '本来就没有关于你的内容。' : `已删除${count}条。你以前的回答下方的按钮不再可用。`,
    statsTitle: (days) => `本服务器，最近${days}天`,
    stats: {
      questions: '问题',
      answered: '已回答',
      refused: '资料里没有提到',
      feedback: '有用／没用',
      latency: '回答用时（中位数、最长）',
      model: '语言模型（回答数／token数）',
    },
    stop: '停止',
    nothingToStop: '这个回答已经写完了。',
    gaps: (count, days) => `最近${days}天里我的资料没能回答的${count}个问题：`,
    noGaps: '没有我的资料答不上来的问题。',
    knowledgeTitle: '资料',
    knowledge: {
      articles: '文章',
      passages: '段落',
      newest: '最新',
      rejected: '未收录（见日志）',
      since: '载入时间',
    },
    reloaded: (articles) => `已重新载入：${articles}篇文章。`,
    reloadRunning: '正在重新载入。',
    reloadFailed: (reason) => `重新载入失败，保留原状态：${reason}`,
    outdatedControl: '这个按钮来自我的旧版本。请重新提问。',
  },
};

/** The language to speak in, from a Discord locale such as "es-419". */
export function languageOfLocale(locale: string | undefined): Language {
  if (locale?.startsWith('zh')) return 'zh';
  if (locale?.startsWith('es')) return 'es';
  return 'en';
}
