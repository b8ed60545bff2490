import type { Language } from './language.js';

const english =
  "a an the and or but nor if then else of to in on at by for from with without into onto over under about above below between among through during before after since until against within per via as than so too very just only also even still yet again once here there where when why how what which who whom whose this that these those it its it's he him his she her hers they them their theirs we us our ours you your yours i me my mine myself himself herself itself themselves is are was were be been being am do does did doing done has have had having will would shall should can could may might must ought not no nor don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't any some all each every both either neither other another such own same more most much many few less least several s t d ll ve re m o up down out off get got gets getting let lets please tell give know say says said think thing things really actually ever else many much whats what's whys why's hows how's wheres whos who's there's that's im i'm ive i've id i'd youre you're theyre they're dont doesnt didnt isnt wasnt wont cant couldnt gonna wanna gotta ok okay hey hi hello well like yo lol tho ppl nah dude dudes guys guy bro lmao omg idk tbh imo btw wtf r u ur plz pls kinda sorta tryna supposedly basically literally honestly anyway ain't y'all folks whole stuff dat da wat wut cuz coz bc thx please rather quite somehow nobody anyone anybody someone somebody everyone everybody something anything everything anywhere somewhere everywhere nowhere anymore til rocking";
const spanish =
  'el la los las un una unos unas lo al del de y e o u ni que qué quien quién quienes quiénes cual cuál cuales cuáles cuando cuándo donde dónde como cómo cuanto cuánto cuantos cuántos cuanta cuánta cuantas cuántas por para con sin en entre sobre bajo desde hasta hacia según contra durante ante tras es son era eran fue fueron ser siendo sido soy eres somos está están estaba estaban estar estado ha han había habían haber he hemos hay hubo tiene tienen tenía tener no sí si se su sus me te le les nos os mi mis tu tus ya más menos muy mucho muchos mucha muchas poco pocos todo todos toda todas otro otros otra otras este esta estos estas ese esa esos esas aquel aquella eso esto ello él ella ellos ellas yo tú usted ustedes también tampoco pero aunque porque pues así entonces cada uno algún alguna algunos algunas ningún ninguna mismo misma puede pueden puedo podría nadie alguien nada algo qué tal fueron será serán sería tan tanto';
const chinese =
  '的 了 和 是 在 有 我 你 他 她 它 们 这 那 个 一 不 吗 呢 吧 啊 也 都 就 还 又 与 及 或 而 但 被 把 让 给 对 从 到 为 以 于 上 下 中 里 外 前 后 时 会 能 可以 什么 什 么 谁 哪 哪里 哪个 哪些 哪儿 何时 何 怎么 怎样 如何 为什么 为何 多少 几 是否 什么时候 多大 多久 多长 其 之 所 等 着 过 地 得 很 更 最 没有 没 要 想 请 请问 个 些 样 此 该 各 每 并 则 因为 所以 如果 那么 只 才 再 已 已经 正在 曾 曾经 将 称 说 表示 根据 通过 由 由于 关于 成为 作为 哪一 哪家 哪种 什么样 么样 时候 起来 到底 究竟 一直 真的 还能 还有 之前 之后 以前 以后 后来 现在 今年 这次 这些 那些 这样 那样';

const sets: Record<Language, ReadonlySet<string>> = {
  en: new Set(english.split(' ')),
  es: new Set(spanish.split(' ')),
  zh: new Set(chinese.split(' ')),
};

/** Whether a lowercase word carries no topic of its own in that language. */
export function isStopword(word: string, language: Language): boolean {
  return sets[language].has(word);
}
