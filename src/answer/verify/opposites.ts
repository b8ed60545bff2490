import { PhraseFinder } from '../../knowledge/glossary-index.js';
import { type Language, languages } from '../../text/language.js';
import type { FoundCue, ReadText } from './read-text.js';

/**
 * Words of which one says the opposite of the other: a line has both poles, each in English, Spanish and Chinese.
 * Pairs that need more than a list of words are among the directions of cues.ts.
 */
const lines = `
keep, kept, retain, extend, renew, renewed, hold on to, held on to, preserve, restore, restored, reinstate, reinstated, stay on sale, stay, stayed, remain | conservar, mantener, mantuvo, mantuvieron, quedarse, seguir | 保留, 保持, 保住, 留住, 继续, 续签 || lose, lost, lapse, give up, gave up, given up, take down, took down, taken down, drop, surrender, withdraw, withdrew, withdrawn, remove, abolish, abolished, scrap, scrapped, do away with | perder, renunciar, retirar, abandonar, abolir, suprimir, eliminar | 失去, 放弃, 撤下, 下架, 丢掉, 取消, 废除
go ahead, went ahead, going ahead, proceed, press on, push ahead, follow through, take effect, took effect, come into force, came into force | seguir adelante, siguió adelante, proseguir, continuar, entrar en vigor, entró en vigor | 推进, 继续推进, 生效 || put aside, set aside, shelve, call off, called off, cancel, scrap, abandon, suspend, halt, put on hold, on pause | aparcar, cancelar, suspender, abandonar, desechar | 搁置, 取消, 叫停, 暂停
include, included, including, appear, belong to, inside, within, extend to, covered, fall under, fell under, subject to | dentro, sujeto a, abarcar, incluido | 之内, 涵盖, 属于 || outside, exempt, exclude, left out, leave out, spare, escape | fuera, exento, excluir, eximir | 之外, 豁免, 排除, 不属于
in place, in force, remain in place, still standing, hold, reaffirm | vigente, en pie, en vigor | 仍然有效, 有效 || break down, broke down, broken down, collapse, fall apart, fell apart, lapse, expire, void | romperse, fracasar, caducar, expirar, derrumbarse | 破裂, 失效, 瓦解, 崩溃
present, part of, on offer, represented | presente, formar parte | 在列, 在售 || absent, missing, gone, nowhere | ausente, faltar, desaparecido | 缺席, 消失, 不见
strongest, best placed, best position, least pressure | mejor situado, más fuerte | 最有利, 最强 || weakest, most pressure, worst placed, worst position | peor situado, mayor presión, más débil | 最不利, 压力最大, 最弱
most | mayor, el más | 最大 || least | menor, el menos | 最小
hold up better, holding up better, resist better | resistir mejor | 更抗跌 || suffer more, suffer most, hit harder | sufrir más | 受创更重
more powerful, stronger, more capable | más potente | 更强 || less powerful, weaker, less capable | menos potente | 更弱
complete, consistent, forthcoming, satisfactory | completo, coherente, satisfactorio | 完整, 一致, 令人满意 || partial, incomplete, inconsistent, unforthcoming, unsatisfactory | parcial, incompleto, incoherente, insatisfactorio | 不完整, 前后矛盾, 不充分
have to, had to, must, obliged, required | tener que, obligado, deber | 必须, 须 || exempt, free to, optional, need not | exento, optativo, sin necesidad | 豁免, 无需, 不必
accept, approve, endorse, embrace | aceptar, aprobar, acoger | 接受, 批准, 同意 || refuse, reject, decline, turn down, turned down | rechazar, negarse, denegar | 拒绝, 驳回, 否决
public, disclosed, published, openly | público, publicado, divulgado | 公开, 公布 || secret, confidential, unpublished, undisclosed, hidden | secreto, confidencial, inédito | 保密, 机密, 未公开
temporary, temporarily, for the time being | temporal, provisional | 临时, 暂时 || permanent, permanently, for good, definitive | permanente, definitivo | 永久
safe, harmless, secure | seguro, inofensivo | 安全, 无害 || dangerous, unsafe, risky, harmful | peligroso, inseguro, dañino | 危险, 有害
majority | mayoría | 多数 || minority | minoría | 少数
profitable, profit, in the black, making money, made money, make money | rentable, beneficio, ganar dinero, ganaba dinero, ganó dinero | 盈利, 赚钱 || unprofitable, loss, losing money, lose money, lost money, in the red | pérdidas, deficitario, perder dinero, perdía dinero, perdió dinero | 亏损, 亏钱
hire, recruit, keep on, kept on, kept | contratar, conservar | 招聘, 保留 || dismiss, lay off, laid off, fire | despedir | 裁员, 解雇
guilty, convict | culpable, condenar | 有罪 || innocent, acquit, cleared, not guilty | inocente, absolver | 无罪
unlocked, unlock | libre, desbloqueado | 无锁, 解锁 || locked, lock | bloqueado | 锁定
compatible, works with | compatible | 兼容 || incompatible, does not work | incompatible | 不兼容
well-known, famous, household name | conocido, famoso | 知名 || unknown, obscure, little-known, unfamiliar | desconocido | 无名, 不知名
direct, directly | directo, directamente | 直接 || indirect, indirectly, through a third party | indirecto, indirectamente | 间接
better, improve, improvement | mejor, mejorar, mejora | 更好, 改善 || worse, worsen, deteriorate | peor, empeorar | 更差, 恶化
confident, optimistic, convinced | confiado, optimista, convencido | 乐观, 有信心 || doubtful, sceptical, skeptical, pessimistic, unconvinced | dudoso, escéptico, pesimista | 怀疑, 悲观
relax, loosen, ease | relajar, suavizar | 放松, 放宽 || tighten, toughen, stiffen | endurecer | 收紧, 加强
add to, added to, put on, puts on, go onto, went onto, went on the list, placed on, join, include in, enter, entered | añadir, incorporar, poner en la lista, puso en la lista, incluir, incluyó, entrar, entró, entraron | 加入, 列入, 增列, 纳入 || take off, took off, taken off, remove from, removed from, delete from, struck from, escape, escaped | quitar, eliminar, retirar de, sacar, sacó, sacaron, salir de, salió de, salieron de | 移出, 移除, 除名, 剔除
known, knew, certain, settled | sabido, decidido, cierto | 已知, 确定 || unknown, unsettled, open question, undecided, unclear | desconocido, indeciso, pendiente | 未知, 未定, 不明
welcome, applaud, support | celebrar, apoyar, aplaudir | 欢迎, 支持 || oppose, condemn, criticise, criticize, protest | oponerse, condenar, criticar, protestar | 反对, 谴责, 批评
succeed, manage to, managed to, success | lograr, conseguir, éxito | 成功 || fail, failure, in vain | fracasar, fracaso, en vano | 失败, 未能
legal, lawful, constitutional | legal, lícito, constitucional | 合法, 合宪 || illegal, unlawful, unconstitutional | ilegal, ilícito, inconstitucional | 非法, 违法, 违宪
trust, trusted, trustworthy | confianza, fiable | 信任, 可信 || distrust, mistrust, untrusted, suspicion | desconfianza, sospecha | 不信任, 怀疑
exclusive, alone | exclusiva, en exclusiva | 独家 || shared, alongside, like others, just as others | compartido | 共同
ahead of schedule, sooner, early | antes de lo previsto | 提前 || behind schedule, delayed, late | con retraso | 延迟, 推迟
doubled, tripled, soared, surged, jumped, rose, grew, climbed, increased, gained | duplicar, dispararse, subir, crecer, aumentar | 翻倍, 飙升, 大涨, 增长, 上升 || halved, plunged, slumped, collapsed, fell, shrank, dropped, declined, decreased, slid | caer, hundirse, bajar, reducirse, disminuir | 腰斩, 暴跌, 下滑, 下降, 减少
keep up, kept up, continue, continued, go on, went on, going on, still, carry on, carried on, stick to, stuck to, keep, kept | seguir, siguió, sigue, siguen, continuar, conservar, mantener, mantuvo | 继续, 仍会, 仍然, 保留, 延续 || suspend, suspended, stop, halt, cease, end, no longer, lack, give up, gave up, discontinue | suspender, dejar de, cesar, detener, carecer, renunciar | 停止, 不再, 终止, 放弃
target, aimed at, apply to, applies to, concern | afectar, aplicarse, dirigido a | 针对, 适用于 || exempt, spare, leave out, left out | exento, excluir, eximir | 豁免, 排除
open, opened, reopen, open for business | abierto, abrir | 营业, 开业 || close, closed, shut, shut down | cerrado, cerrar | 关闭, 停业
agree, in agreement, coincide | coincidir, concordar | 一致, 吻合 || disagree, contradict, at odds | discrepar, contradecir | 分歧, 矛盾
reveal, make plain, made plain, make clear, made clear, disclose | revelar, aclarar | 揭示, 说明 || conceal, hide, hid, disguise, obscure | ocultar, disimular | 隐瞒, 掩盖
worth much, matter much, mattered much, great importance, very important, important | valer mucho, mucho, importante | 很重要, 重要 || worth little, matter little, little importance, unimportant, of little | valer poco, poco, irrelevante | 不重要
friendly, friendlier, welcoming, open-minded | amistoso, acogedor | 友好 || hostile, unfriendly, unwelcoming, less friendly | hostil, menos amistoso, poco amistoso | 敌视, 不友好
thrive, thriving, flourish, boom, in full swing | florecer, en auge, en plena marcha, a pleno rendimiento | 红火, 兴旺 || standstill, stagnate, languish, come to a halt, came to a halt | paralizarse, estancarse, detenerse | 停摆, 停滞
come true, came true, fulfilled, fulfil | cumplirse, cumplido | 实现, 兑现 || unfulfilled, come to nothing, came to nothing, fall through, fell through | incumplido, quedar en nada | 落空, 未兑现
change, changed, tighten, tightened, widen, widened, revise, revised, replace, replaced, put in place of | cambiar, endurecer, ampliar, sustituir | 修改, 收紧, 扩大, 取代 || unchanged, remain the same, remained the same | sin cambios, intacto | 不变, 维持不变, 没有再收紧
contradict, dispute, refute | contradecir, refutar | 反驳, 矛盾 || bear out, bears out, bore out, borne out, corroborate | corroborar, confirmar | 印证
become, became, reach, reached | convertirse, alcanzar | 成为, 达到 || miss, missed, fall short of, fell short of | quedarse sin | 错失
process, processed, handle, handled, admit, let in | tramitar, procesar, admitir | 处理, 受理 || turn away, turned away, send back, sent back | devolver | 退回, 拒收
scarce, short supply, shortage | escaso, escasez | 短缺, 紧缺 || ample, plentiful, abundant | abundante, de sobra | 充足
widen, widened, extend, extended | ampliar, extender | 扩大 || narrow, narrowed, take out of, took out of, taken out of | reducir, restringir | 缩小
quick, quickly, short time | rápido | 很快, 迅速 || long time, slow, slowly | mucho tiempo, lento | 很久, 缓慢
included in, part of, contain | incluido en, formar parte de, contener | 包含, 已包括, 算在内 || separate from, not part of, apart from, in addition to, on top of | aparte de, separado de, además de | 另外, 之外, 分开
put on sale, puts on sale, go on sale, goes on sale, went on sale, launch, launched | poner a la venta, puso a la venta, pusieron a la venta, lanzar | 开售, 上架, 发售, 上市 || take off sale, took off sale, taken off sale, pull from sale, pulled from sale, off sale | retirar de la venta, retiró de la venta, retiraron de la venta | 下架, 停售
move into, moved into, break into, broke into, climb into, climbed into, enter, entered | entrar en, entró en, colarse en | 进入, 跻身, 挤进 || fall out of, fell out of, drop out of, dropped out of, slip out of, slipped out of | salir de, salió de, caer de, cayó de | 跌出, 掉出
have to, had to, must | tener que, tuvo que, deber | 必须, 不得不 || could choose, may choose, free to, voluntarily, of its own will | podía elegir, voluntariamente | 可以选择, 自愿
allow, permit, permitted, legal, let | permitir, permitido, autorizar, legal | 允许, 许可, 准许 || ban, banned, forbid, forbidden, prohibit, outlaw | prohibir, prohibido, vetar, vetado | 禁止, 禁用, 封禁
sign, signed, sign into law, enact, enacted | firmar, firmó, promulgar, promulgó | 签署, 颁布 || veto, vetoed | vetar, vetó | 否决
expand, expanded, expands | ampliar, amplía, amplió | 扩大 || restrict, restricted, restricts, curb, curbed | restringir, restringe, restringió | 限制
rarely, seldom, hardly ever | rara vez, raramente, pocas veces | 很少, 极少 || regularly, often, frequently, usually | regularmente, a menudo, con frecuencia, habitualmente | 经常, 定期, 通常
leave open, left open, leaves open, keep open | dejar abierta, dejó abierta, dejó abierto | 不排除, 未排除, 没有排除, 没排除 || rule out, ruled out, rules out | descartar, descartó, descartaron | 排除, 排除了
non-profit, not-for-profit | sin ánimo de lucro | 非营利, 非盈利 || for profit, profit-making | con ánimo de lucro | 营利性
partly, in part, partially | en parte, parcialmente | 部分 || entirely, wholly, fully, completely | por completo, enteramente, totalmente, completamente | 完全, 全部
`;

const list = (text: string | undefined) =>
  (text ?? '')
    .split(/[,，]/)
    .map((word) => word.trim())
    .filter(Boolean);

const finders: Readonly<Record<Language, PhraseFinder<string>>> = {
  en: new PhraseFinder(({ term }) => term),
  es: new PhraseFinder(({ term }) => term),
  zh: new PhraseFinder(({ term }) => term),
};
for (const [number, line] of lines.trim().split('\n').entries()) {
  for (const [side, half] of line.split('||').entries()) {
    const id = `opposite${number}:${side === 0 ? '+' : '-'}`;
    for (const [place, words] of half.split('|').entries()) {
      const language = languages[place];
      if (!language) continue;
      for (const word of list(words)) finders[language].add(word, language, id, false);
    }
  }
}

/** Where a text has a word of one of the pairs, by the id of the pair and its pole ("opposite3:-"). */
export function findOpposites({ text, language, tokens }: ReadText): FoundCue[] {
  return finders[language].find(text, tokens).map(({ payload, start, end }) => ({ id: payload, start, end }));
}
