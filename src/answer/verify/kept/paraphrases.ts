import { areAlike, type Sides } from './sides.js';

/**
 * Ways of speaking that mean the same wherever they stand, so that a claim may be put in the words of its quotes before
 * it is turned away for words of its own: the equivalences of natural logic (MacCartney and Manning 2009), without its
 * other relations. Nothing is proven here: what comes out goes through every check again.
 */

/** Chinese words that stand for each other in reports; none is surer, wider or of another time than the others. */
const synonyms: readonly (readonly string[])[] = `
不能 无法 不能够
不得 不准 不许 不允许 不可
停止 结束 终止 不再
没有 未 未曾 并未 并没有
不是 并非
未能 没能
无需 不需要 不必 无须
缺少 缺乏
不愿 不肯
尚未 还没有 还没 仍未 尚没有
从未 从来没有 从没
可能 或许 也许
很可能 多半 大概率
似乎 好像
据称 据说
能够 可以
将 将会
已 已经
曾 曾经
计划 打算 拟
希望 想要
承诺 许诺
呼吁 敦促
建议 提议
警告 警示 告诫
批评 指责
担心 担忧 忧虑
试图 企图 尝试
认为 觉得
估计 估算
预计 预期 预料
声称 宣称
证实 确认
拒绝 回绝
同意 答应
允许 准许 容许
批准 核准
得到 获得 取得 拿到 获取
购买 购入 选购
出售 卖出 售出 销售 售卖
收购 买下
推出 发布
进入 进军 打入
离开 退出 撤出 撤离
重返 回归 返回
移除 移出 剔除 删除
列入 纳入 加入
撤销 取消 废除
暂停 中止
推迟 延后 延期 延迟
增长 增加 上升 多
下降 下滑 减少 下跌 少
超过 逾 超出
不到 不足
因为 由于
因此 所以 因而
导致 造成 致使
尽管 虽然
如果 若 假如 倘若
但 但是 不过 然而
仅 只 仅仅
所有 凡是 一切
首次 第一次
先于 早于
最初 起初
最终 终于
仍 仍然 依然 依旧 仍旧
目前 当前 现在 如今 眼下
此前 之前 以前 先前 早前
后来 随后 此后 其后 之后
特别是 尤其是
几乎 差不多
大多数 大部分
一半 半数
许多 很多 众多
一些 若干 某些
其中包括 例如 比如 诸如
包括 包含 涵盖
使用 采用 运用
依靠 依赖 凭借 借助
提供 给出
支付 缴纳
帮助 协助
阻碍 妨碍
拥有 持有
担任 出任
领导 带领
举行 举办
属于 隶属
开始 起
厂商 制造商 生产商 厂家
公司 企业
顾客 客户
门店 商店 店铺
网店 网上商店 在线商店 线上商店
高管 高层 管理人员
首席执行官 CEO
创始人 创办人
法院 法庭
裁定 裁决 判决 判定
诉讼 官司
起诉 控告 状告
价格 售价 定价
份额 占比 市占率 市场份额 比例
销量 销售量
同比 比一年前 较一年前 较上年同期
最大 头号
重要 关键
便宜 廉价 低价
知名 著名
迅速 快速 很快
完全 彻底
正式 官方
原本 本来
实际上 事实上 其实
文章 报道
至少 不少于 起码
最多 至多
接近 将近
迄今 至今 到目前为止 截至目前
当时 那时
立即 立刻 马上 当即
为何 为什么
主要原因 主因
网上 线上 在线
独家 独占
全球 全世界
海外 国外 境外
用户 使用者
买家 购买者
员工 雇员 职员
合作伙伴 伙伴
竞争对手 对手
供应商 供货商
平板电脑 平板
屏幕 显示屏
摄像头 相机
许可 授权
禁令 禁止令
名单 清单
规则 规定
协议 协定
合约 合同
罚款 罚金
营收 收入 营业收入
利润 盈利
股份 股权
得克萨斯州 得州 德州 得克萨斯
加利福尼亚州 加州 加利福尼亚
安卓 Android
鸿蒙 HarmonyOS
iPhone 苹果手机
谷歌移动服务 GMS
部手机 台手机
每部 每台
`
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

interface Turn {
  /** What a quote says. */
  readonly said: RegExp;
  readonly own: RegExp;
  readonly put: string;
  /** Stands between what comes first and what comes then: each must be on the side on which a quote has it. */
  readonly between?: RegExp;
}

/** Turns of a sentence: what the claim says so, where a quote says it as on the left. */
const turns: readonly Turn[] = [
  // 对一加进行调查: 调查一加.
  { said: /(?:)/u, own: /(对[^，。；]{1,24}?)进行(?=\p{Script=Han}{2})/u, put: '$1' },
  { said: /尽管|虽然/u, own: /((?:尽管|虽然)[^。；]*，[^，。；]*?)(?:仍然?|依然|却|还是|但是?)/u, put: '$1' },
  { said: /之前先/u, own: /先([^，。；]+)，然后才?(?:会|能)?([^，。；]+)/u, put: '在$2之前先$1', between: /之前先/u },
  {
    said: /不是[^，。；]*唯一/u,
    own: /([^，。；]+)的(\p{Script=Han}{2})(?:并)?不[只仅止]是([^，。；]+)/u,
    put: '$3不是$1的唯一$2',
  },
  // What is the one thing of its kind may stand on either side.
  {
    said: /是[^，。；]*[最唯首]/u,
    own: /([^，。；]*(?:最|唯一|首)[^，。；]*?)(很?可能|或许|也许)?是([^，。；]+)/u,
    put: '$3$2是$1',
  },
  {
    said: /不比/u,
    own: /[与和同](.{1,20}?)相比，([^，。；]+?)(?:并)?不更(\p{Script=Han}{1,2})/u,
    put: '$2不比$1更$3',
  },
  { said: /可能/u, own: /(^|[，道说称])(很?可能)，?([^，。；]{2,20}?)(已|会|将|使|是|在|有)/u, put: '$1$3$2$4' },
  { said: /不是[^，。；]*之一/u, own: /([^，。；]+?)[之当]?中(?:并)?没有([^，。；]+)/u, put: '$2不是$1之一' },
  { said: /在[^，。；]+[之以]外/u, own: /除了?([^，。；]+?)([之以]外)/u, put: '在$1$2' },
  { said: /归因于/u, own: /认为，?([^，。；]+)归因于/u, put: '把$1归因于' },
  { said: /至少还?[要需]/u, own: /(至少还?[要需][^，。；]{1,6}?)才会?([^，。；]+)/u, put: '$2$1' },
  {
    said: /都(?:没有|不|未)/u,
    own: /([^，。；]+?)((?:没有|不|未)[^，。；]+)，([^，。；]+?)也(?:没有|不|未)(?=。)/u,
    put: '$1和$3都$2',
  },
  {
    said: /后，/u,
    own: /^(.*)，此前([^，。；]{4,}?)已?(\p{Script=Han}{2})(?=。)/u,
    put: '在$2$3后，$1',
    between: /后，/u,
  },
  {
    said: /，此前/u,
    own: /在?([^，。；]{4,}?)(?:之后|以后|后)，?([^，。；]{4,})/u,
    put: '$2，此前$1',
    between: /，此前/u,
  },
  {
    said: /得到|获得/u,
    own: /([^，。；]+?)((?:将会?|会)(?:[在于][^，。；]{2,14}年?)?)提供给([^，。；]+)/u,
    put: '$3$2得到$1',
  },
  { said: /在[^，。；]+看来/u, own: /^([^，。；]{2,30}?)(?:认为|觉得)，?/u, put: '在$1看来，' },
  { said: /，尽管/u, own: /，(?:不过|但是?|然而)/u, put: '，尽管' },
  { said: /，(?:不过|但|然而)/u, own: /，(?:尽管|虽然)/u, put: '，但' },
  { said: /的报道(?:说|称|指出)/u, own: /有(?:一[篇份])?报道(?:说|称|指出)/u, put: '的报道说' },
  { said: /没有任何/u, own: /([^，。；]+?)没有一[家个款名]/u, put: '没有任何$1' },
  { said: /没有/u, own: /没有([与和对向在从][^，。；]{2,12}?)(\p{Script=Han}{2})(?=[，。；])/u, put: '$1没有$2' },
  { said: /不/u, own: /并不/u, put: '不' },
  { said: /[和与及、]/u, own: /这两(?:家公司|家|者|个)/u, put: '双方' },
  // "据X估计，": X估计.
  {
    said: /估计|估算|预计|预测|判断|统计|发现|写道|指出/u,
    own: /(?:根据|据|按照?)([^，。；]{2,40}?)的?(估计|估算|预计|预测|判断|统计|发现|写道|指出)，?/u,
    put: '$1$2，',
  },
  {
    said: /不得再?/u,
    own: /不(再)?(?:允许|准|许)([^，。；]{2,30})(?=[为在对向把将从使]|销售|购买|使用|进口)/u,
    put: '$2不得$1',
  },
  {
    said: /一[项个款份种]关于/u,
    own: /(一[项个款份种])(\p{Script=Han}{2,4})，(?:该|这[一项个款份种]+)\2(?:涉及|关于|针对)([^，。；]+)/u,
    put: '$1关于$3的$2',
  },
];

/** "According to an order" of a quote, where the claim lets the order say it. */
const source = /(?:根据|按照|依据|依照|据|按)([^，。；]{2,40}?)(?:的(?:统计|说法|记述|报道|文章))?(?:称|说)?，/gu;

/** Words of one sign, where it is no part of another word. */
const whole: ReadonlyMap<string, string> = new Map([
  ['在线', '(?<!存)在线'],
  ['许可', '许可(?!证|费)'],
  ['收入', '收入(?!囊)'],
  ['接近', '接近(?=[\\d一二三四五六七八九十百])'],
  ['将近', '将近(?=[\\d一二三四五六七八九十百])'],
  ['对手', '(?<!竞争)对手'],
  ['平板', '平板(?!电脑)'],
  ['未', '(?<![尚从仍])未(?![来必能曾知获])'],
  ['没有', '(?<!从来|还)没有'],
  ['结束', '结束(?![之以时后前的，。；]|$)'],
  ['将', '将(?![来近其军])'],
  ['已', '(?<!早)已(?!知)'],
  ['曾', '(?<!未)曾'],
  ['计划', '(?<!合规|试点|套餐|测试)计划'],
  ['拟', '(?<![虚模])拟'],
  ['若', '若(?!干)'],
  ['但', '(?<![不非])但'],
  ['不过', '(?<=[，。；]|^)不过'],
  ['仅', '(?<!不)仅(?![次凭])'],
  ['只', '(?<!不)只(?![要是字])'],
  ['多', '(?<!过)多(?=[约近\\d])'],
  ['少', '少(?=[约近\\d])'],
  ['起', '(?<=[日月年])起'],
  ['可能', '(?<![很不])可能'],
  ['不能', '不能(?!不)'],
  ['不可', '不可(?![能或避])'],
  ['无法', '无法(?!律)'],
  ['不足', '不足(?=[\\d一二三四五六七八九十百千万])'],
  ['不到', '不到(?=[\\d一二三四五六七八九十百千万])'],
]);

/** The longest first, so that a word is not found within another of its group. */
const patterns = synonyms.map((members) => ({
  members,
  pattern: new RegExp(
    [...members]
      .sort((a, b) => b.length - a.length)
      .map((word) => whole.get(word) ?? word)
      .join('|'),
    'gu',
  ),
}));

/** What a claim may be put as with the words of its quotes, most likely first; none where nothing of it can. */
export function paraphrasesOf(claim: string, quotes: readonly string[]): string[] {
  const reworded = withSources(withSynonyms(claim, quotes), quotes);
  const turned = turns.flatMap(({ said, own, put, between }) => {
    if (!own.test(reworded)) return [];
    const text = reworded.replace(own, put);
    return quotes.some(
      (quote) => said.test(quote) && (!between || areAlike(sidesOf(text, between), sidesOf(quote, between))),
    )
      ? [text]
      : [];
  });
  return [...new Set([reworded, ...turned])].filter((text) => text !== claim).slice(0, most);
}

const most = 3;

function withSynonyms(claim: string, quotes: readonly string[]): string {
  let text = claim;
  for (const { pattern, members } of patterns) {
    const own = new Set(text.match(pattern));
    if (own.size === 0) continue;
    const theirs = new Set(quotes.flatMap((quote) => quote.match(pattern) ?? []));
    const [other] = members.filter((member) => theirs.has(member));
    if (other === undefined) continue;
    text = text.replace(pattern, (word) => (theirs.has(word) ? word : other));
  }
  return text;
}

function withSources(claim: string, quotes: readonly string[]): string {
  for (const quote of quotes)
    for (const [, named = ''] of quote.matchAll(source)) {
      const place = claim.indexOf(named);
      if (place < 0) continue;
      const behind = claim.slice(place + named.length);
      const telling = /^(?:中?(?:规定|显示|表明|写明|指出|写道)|称|说)[，：]?/u.exec(behind)?.[0];
      if (telling === undefined || /据$|按照?$/u.test(claim.slice(0, place))) continue;
      return `${claim.slice(0, place)}据${named}，${behind.slice(telling.length)}`;
    }
  return claim;
}

function sidesOf(text: string, between: RegExp): Sides {
  const [before = '', behind = ''] = text.split(between);
  return [before, behind];
}
