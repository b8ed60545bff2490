import { GlossaryFile } from '../../knowledge/glossary.js';
import { GlossaryIndex } from '../../knowledge/glossary-index.js';

/**
 * Everyday words that stand for each other in reports, with their translations: en | es | zh. Words of the subject
 * itself are in the glossary's synonyms.
 */
const lines = `
say, said, tell, told, wrote, made known, state, remark, comment, note, write, report, announce, declare, explain, describe, claim, mention, according, add, respond, reply, answer, statement, disclose, reveal, point out, observe, admit, acknowledge, made clear, made plain, report | decir, afirmar, señalar, comentar, escribir, informar, declarar, explicar, describir, mencionar, según, responder, contar, asegurar, comunicar, admitir, reconocer, apuntar, publicar, recoger | 表示, 报道, 写道, 说明, 宣布, 指出, 回应, 介绍, 提到, 透露, 称, 承认
acquire, buy, bought, purchase, take over, acquisition | adquirir, comprar, adquisición, compra | 收购, 购买, 买下, 买入, 买到
company, firm, maker, manufacturer, business, group, vendor, brand, producer | empresa, compañía, firma, fabricante, marca, grupo, negocio | 公司, 企业, 厂商, 品牌, 制造商, 集团
america, american, united states, us, u.s., stateside, washington | estados unidos, estadounidense, ee. uu., eeuu, norteamericano, americano, washington | 美国, 美方, 华盛顿
china, chinese, beijing | china, chino, pekín | 中国, 中方, 北京, 中资
stop, end, cease, halt, finish, terminate, close, discontinue | terminar, cesar, detener, parar, cerrar, finalizar, acabar, concluir | 停止, 终止, 结束, 关闭
big, large, major, great, huge, sizeable, considerable | grande, gran, enorme, importante, considerable | 大型, 巨大, 重大, 大
small, little, minor, tiny | pequeño, menor | 小型, 较小, 小
get, got, receive, obtain, gain, win, secure, earn | obtener, recibir, conseguir, lograr, ganar | 获得, 得到, 取得, 赢得, 收到
give, gave, given, provide, supply, grant, offer, hand, deliver | dar, ofrecer, proporcionar, suministrar, conceder, entregar | 提供, 给予, 供应, 交付, 供货
make, made, produce, built, build, manufacture, create, construct, assemble | hacer, fabricar, producir, construir, crear | 制造, 生产, 打造, 组装
ask, request, demand, urge, call for, press | pedir, solicitar, exigir, instar, reclamar | 要求, 请求, 呼吁, 敦促
agree, deal, agreement, settlement, settle, accord, pact, arrangement | acuerdo, acordar, pacto, convenio, trato, pactar | 协议, 同意, 和解, 达成
cooperate, partner, work together, team up, partnership, collaboration, work with | cooperar, colaborar, asociarse, alianza, trabajar | 合作, 联手
worry, concern, fear, anxiety, afraid, doubt, misgiving | preocupación, temor, miedo, inquietud, recelo, temer, preocupar | 担忧, 担心, 忧虑, 顾虑, 疑虑
danger, risk, threat, peril, hazard | peligro, riesgo, amenaza | 风险, 威胁, 危险
warn, caution, alert | advertir, avisar, alertar, advertencia | 警告, 提醒, 告诫
trouble, problem, difficulty, struggle, issue, obstacle, hurdle, barrier, woe | problema, dificultad, apuro, obstáculo, barrera, lío, traba | 麻烦, 问题, 困难, 困境, 障碍, 阻碍
security, safety, secure, safe, safest | seguridad, seguro | 安全
spy, espionage, surveillance, snoop | espionaje, espiar, vigilancia | 间谍, 监视, 窥探
government, administration, authority, official, state | gobierno, administración, autoridad, funcionario, oficial, estado, gubernamental | 政府, 当局, 官员, 官方
lawmaker, congress, senator, congressman, representative, politician, legislator, political | legislador, congreso, senador, congresista, diputado, político | 议员, 国会, 参议员, 立法者, 国会议员, 政治
court, judge, judicial, tribunal, ruling | tribunal, juez, jueza, judicial, corte, fallo | 法院, 法官, 裁决, 判决
law, legislation, act, statute, bill, rule, regulation | ley, norma, reglamento, legislación, regla, proyecto de ley | 法律, 法案, 规定, 条例, 规则, 法规
sue, lawsuit, suit, litigation, case, complaint, legal action | demanda, demandar, litigio, pleito, caso, querella | 诉讼, 起诉, 案件, 官司
pay, payment, paid, spent, deposit, spend | pagar, pago, abonar, depositar, depósito, gastar | 支付, 付款, 缴纳, 存入, 花费
share, stake, portion, percentage, percent, part, proportion | cuota, parte, porcentaje, proporción, ciento | 份额, 占比, 比例, 百分之
quarter, three months | trimestre | 季度
customer, buyer, consumer, shopper, user, client, american | cliente, comprador, consumidor, usuario | 客户, 消费者, 买家, 用户, 顾客
shop, store, retailer, outlet, retail, seller | tienda, comercio, minorista, vendedor, establecimiento | 商店, 门店, 零售商, 店铺, 零售
online, web, internet, website | en línea, internet, web, página | 网上, 在线, 网络, 网站, 线上
chief executive, CEO, boss, head, chief, president, founder, chairman, director, leader | director ejecutivo, consejero delegado, jefe, presidente, fundador, director, líder, responsable | 首席执行官, 总裁, 创始人, 董事长, 主管, 负责人, 局长, 老板
executive, manager, official, spokesperson, representative, staff, board | directivo, ejecutivo, portavoz, gerente, representante, dirección, consejo | 高管, 发言人, 管理层, 代表, 董事会
worker, employee, staff, job, people | trabajador, empleado, plantilla, empleo, puesto, personal | 员工, 雇员, 职位
ship, shipment, sale, unit, sales, deliver, sell, sold | envío, enviar, venta, vender, vendió, vende, vendía, unidad, entregar, distribuir | 出货, 出货量, 销量, 销售
analyst, research firm, researcher, market researcher, academic, expert | analista, consultora, investigador, experto, académico | 分析师, 研究机构, 专家, 学者
network, telecom, telecommunications | red, telecomunicaciones | 网络, 电信
begin, began, start, commence, launch, open, debut | empezar, comenzar, iniciar, abrir, inicio, estrenar | 开始, 开启, 启动, 起
continue, keep, kept, remain, stay, still, retain, go on | seguir, continuar, mantener, permanecer, todavía, aún | 继续, 保持, 仍然, 依然, 仍
leave, left, exit, quit, depart, pull out, withdraw | salir, abandonar, retirarse, marcharse, irse | 退出, 离开, 撤出
come, came, arrive, reach, enter, appear, get to | llegar, venir, entrar, alcanzar, aparecer | 来到, 进入, 抵达, 到达, 登陆
return, back, again, comeback | volver, regresar, regreso, de nuevo | 重返, 回归, 再次
burden, weigh on | carga, lastre | 负担, 包袱
show, reveal, present, demonstrate, display, unveil | mostrar, enseñar, presentar, revelar | 展示, 显示, 亮相, 展出
use, employ, utilise, operate, run | usar, utilizar, emplear, uso | 使用, 采用, 运用
need, require, necessary, want | necesitar, requerir, necesario, precisar | 需要, 必须, 要求
try, attempt, effort, seek | intentar, tratar, esfuerzo, buscar | 试图, 尝试, 努力
help, support, aid, assist | ayudar, apoyar, ayuda, apoyo | 帮助, 支持, 协助
compete, rival, competitor, competition | competir, rival, competidor, competencia | 竞争, 对手, 竞争对手
rank, place, position, fifth, fourth, third | puesto, posición, lugar, clasificar | 排名, 名次, 位列, 排在
lead, led, top, first, head, dominate, ahead | liderar, encabezar, primero, líder, dominar | 领先, 居首, 主导, 第一
rise, rose, risen, grew, grow, increase, climb, growth, gain, up, more | crecer, más, aumentar, subir, crecimiento, aumento, incremento | 增长, 上升, 增加, 上涨
fall, fell, fallen, decline, decrease, shrink, drop, down, reduce, cut | caer, disminuir, bajar, reducir, descender, caída, reducción, recortar | 下降, 下滑, 减少, 下跌, 萎缩, 缩减
price, cost, dollar | precio, coste, costar, costo, dólar | 价格, 售价, 成本, 美元
cheap, inexpensive, affordable, low-priced, budget | barato, asequible, económico | 便宜, 廉价, 平价, 低价
technology, tech | tecnología, tecnológico | 技术, 科技
chip, processor, semiconductor | chip, procesador, semiconductor | 芯片, 处理器, 半导体
month, week, day, year, time, period, moment | mes, semana, día, año, tiempo, periodo, momento | 月份, 年份, 时间, 期间, 时候
date, schedule, calendar, timetable, timing | fecha, calendario, plazo | 日期, 时间表
early, beginning, start | principio, comienzo, temprano, inicios, principios | 初, 年初, 早期
late, end | final, fines, finales, tarde | 底, 年底, 末, 晚期
list, blacklist, listing, listed, designation | lista, listado, designación | 名单, 清单, 列入
licence, license, permission, permit, authorisation, approval, approve, allow | licencia, permiso, autorización, aprobación, permitir, autorizar | 许可, 许可证, 批准, 授权, 允许
restrict, limit, restriction, curb | restringir, limitar, restricción, límite | 限制, 约束
product, item, good, device, equipment, gear, range, assortment | producto, artículo, dispositivo, equipo, aparato, gama | 产品, 商品, 设备
full, complete, whole, entire, all | completo, entero, todo, total | 完整, 全部, 整个, 全线
separate, independent, independence, split, apart, distinct | separado, independiente, separar, separarse, independencia, distinto | 独立, 分开, 脱离, 分离, 单独
join, merge, combine, unite, together, jointly | unir, fusionar, combinar, juntos, unirse, conjunto | 合并, 加入, 联合, 合计, 共同
near, almost, about, around, approximately, roughly, nearly, some | cerca, casi, alrededor, aproximadamente, unos | 大约, 约, 接近, 左右, 近
hold, held, own, have, possess, count, include, carry, contain | tener, poseer, contar, incluir, contener | 拥有, 持有, 包括, 具有
find, found, discover, learn, turn out | encontrar, hallar, descubrir, averiguar | 发现, 得知
change, alter, modify, switch, replace, swap | cambiar, modificar, sustituir, reemplazar, cambio | 改变, 更换, 修改, 替换, 更改
future, coming, next, upcoming, later | futuro, próximo, venidero, después | 未来, 今后, 下一, 后来
past, former, earlier, previous, before, already | pasado, anterior, antes, previo, ya | 过去, 以前, 此前, 之前, 曾经, 先前, 早前
currently, now, present, at the moment, today | actualmente, ahora, hoy, momento | 目前, 现在, 当前, 眼下
compatible, support, work | compatible, funcionar | 支持, 兼容, 适用
national, country, nation, domestic | nacional, país, nación | 国家, 国内
presence, operate, represented, active | presencia, presente, activo | 进驻, 业务, 存在
interest, keen, eager, enthusiasm | interés, interesado | 兴趣, 热情
place, location, area, region | lugar, región, zona | 地区, 地点, 区域
name, call, label, term, describe | nombrar, llamar, nombre, calificar, designar | 名称, 称为, 命名, 称作, 名字
recommend, advise, suggest, advice | recomendar, aconsejar, sugerir | 推荐, 建议, 劝告
vote, approve, pass, adopt | votar, aprobar, adoptar | 投票, 通过, 表决
own, belong, belonging, owner, parent, subsidiary | propio, pertenecer, propietario, matriz, filial, dueño | 旗下, 属于, 母公司, 子公司
letter, write, message | carta, mensaje | 信件, 信函, 致信, 信
secret, hidden, unnoticed | secreto, oculto | 秘密, 隐藏
intelligence, spy agency | inteligencia | 情报
telephone, mobile | teléfono, móvil, celular | 手机, 电话
exclusive, only, sole, alone | exclusivo, solo, único, solamente | 独家, 唯一, 只有, 仅
aim, target, goal, objective | apuntar, aspirar, objetivo, meta, aspiración | 目标, 目的
clear, plain, obvious | claro, evidente | 明确, 清楚, 明显
dispute, quarrel, conflict, row | disputa, conflicto | 纠纷, 争端, 争议
settle, resolve, solve, resolution | resolver, solucionar, solución | 解决, 了结
hit, burn, fire | quemar, incendiar, fuego | 起火, 燃烧
free, without charge, give away | gratis, gratuito, regalar | 免费, 赠送
normal, plain, ordinary, standard | normal, corriente, estándar | 普通, 标准
expensive, costly, dear | caro, costoso | 昂贵, 贵
worldwide, global | mundial, global | 全球
decide, decision, choose, choice, conclude, conclusion | decidir, decisión, elegir, concluir | 决定, 选择, 认定, 结论
believe, convinced, convince, think, judge, consider, view, see, regard, expect, predict, deem, reckon, estimate, regard | creer, pensar, juzgar, considerar, opinar, ver, esperar, prever | 认为, 相信, 判断, 视为, 看作, 预计
might, may, could, possibly, perhaps, potentially, possible, can | podría, poder, quizá, quizás, posible, posiblemente, tal vez | 可能, 也许, 或许
test, trial, testing, lab, laboratory | prueba, ensayo, probar, laboratorio | 测试, 试验, 实验室, 检测
money, fund, sum, fine, penalty | dinero, fondo, suma, multa, sanción | 资金, 款项, 罚款
escrow, deposit, guarantee | depósito, garantía, fideicomiso | 托管, 保证金
export, exports, trade | exportación, exportar, comercio, comercial | 出口, 贸易
deny, reject, dismiss | negar, desmentir, rechazar | 否认, 驳斥
accept, recognise, acknowledge | aceptar, reconocer | 接受, 认可
enough, sufficient, adequate, suffice | suficiente, bastar | 足够, 充分
evidence, sign, indication, proof, trace, hint | prueba, indicio, señal | 证据, 迹象
censorship, censor | censura, censurar | 审查
pandemic, covid, coronavirus | pandemia, coronavirus | 疫情, 新冠
promise, pledge, vow, commit, commitment, undertake | prometer, comprometerse, compromiso | 承诺, 保证
complete, completion, finalise, conclude, finish | completar, concluir, finalizar | 完成
examine, review, inspect, check, investigate, investigation, inquiry, probe | revisar, examinar, investigar, investigación, comprobar | 检查, 调查, 审议, 复审
break, violate, breach, violation, breach | violar, incumplir, violación | 违反, 违规
infringe, infringement | infringir, infracción, vulnerar | 侵权, 侵犯
delay, postpone, hold up | retrasar, aplazar, demorar | 推迟, 延迟, 耽搁
shut, close, closed, closure | cerrar, cierre, cerrado | 关闭, 关门
quiet, quietly, secretly, silent | discreto, silencioso, discretamente | 悄悄, 暗中
memory, storage | memoria, almacenamiento | 内存, 存储
component, part, piece | componente, pieza | 部件, 零件, 组件
headquarters, head office, seat, based | sede | 总部
software, system, operating system | sistema, software | 软件, 系统
update, upgrade, patch | actualización, actualizar, parche | 更新, 升级, 补丁
import, importer, bring in | importar, importación | 进口
foldable, folding | plegable | 折叠
subsidiary, affiliate | filial, afiliada | 子公司, 关联公司, 关联方
tariff, duty, levy | arancel, gravamen | 关税
suspend, pause, put on hold, on pause | suspender, pausar, pausa | 暂停, 中止
withdraw, retract, take back, took back, recall, remove | retirar, revocar | 撤回, 撤销, 移除
certify, certification, certificate | certificación, certificar | 认证
engineer, engineering | ingeniería, ingeniero | 工程
expand, expansion, extend, widen, stretch, lengthen, prolong, broaden | ampliar, expansión, extender, prolongar | 扩大, 扩展, 扩张, 延长
influence, affect, impact, hurt, damage, harm, suffer | afectar, perjudicar, sufrir, influir | 影响, 损害
rely, depend, dependence, dependent | depender, dependencia | 依靠, 依赖
resemble, look like, similar, imitate, copy | parecerse, parecido, copiar, similar, imitar | 相似, 类似, 模仿, 抄袭
discount, rebate | descuento, rebaja | 折扣, 优惠
instalment, contract | plazo, contrato | 分期, 合约
loss, unprofitable, lose money | pérdida, deficitario | 亏损
revenue, income, turnover, earnings | ingreso, facturación | 收入, 营收
profit, margin | beneficio, margen, ganancia | 利润
raise, collect | recaudar, reunir | 筹集, 募集
flotation, IPO, listing, go public | salida a bolsa, cotizar | 上市
forbid, ban, prohibit, bar, outlaw, illegal, unlawful | prohibir, vetar, veto, prohibición | 禁止, 禁令
release, publish, launch, issue, roll out | publicar, lanzar, lanzamiento, emitir | 发布, 推出
travel, visit, trip | viajar, viaje, visita | 访问, 出访
apply, application, request, file | solicitud, solicitar, presentar | 申请, 提交
opponent, opposition, resistance, oppose | oposición, resistencia, oponerse | 反对, 阻力
recently, just, lately | recientemente, recién | 最近, 刚刚
resolve, decide, determine | decidir, resolver, determinar | 决定
nation, country, abroad, overseas, foreign, elsewhere, international | extranjero, internacional, exterior, país | 海外, 国外, 国际
win, won, obtain, secure, achieve | ganar, obtener, lograr, conseguir | 赢得, 取得
retreat, withdraw, pull back, pull out, leave, exit | retirada, retirarse, salir | 退出, 撤出
link, tie, connection, relation, relationship | vínculo, lazo, relación, conexión | 联系, 关系
unit, arm, division, branch, business | división, unidad, rama, negocio | 部门, 业务
pass, transfer, hand over | pasar, transferir, traspasar | 转让, 移交
committee, commission, panel, council | comisión, comité, consejo | 委员会, 小组
house, chamber, House of Representatives | cámara | 众议院
senate, senator | senado, senador | 参议院
department, ministry | departamento, ministerio | 部门
supreme, highest | supremo | 最高
figure, data, number, statistic, count | cifra, dato, número, estadística | 数据, 数字, 统计
television, TV | televisor, televisión, tele | 电视
headset, glasses | gafas, casco, visor | 头显, 眼镜
bicycle, bike | bicicleta, bici | 自行车
speaker | altavoz | 音箱
camera | cámara | 相机, 摄像头
watch, smartwatch | reloj | 手表
tablet | tableta | 平板
laptop, notebook, computer | portátil, ordenador | 笔记本, 电脑
car, vehicle, automobile | coche, automóvil, vehículo | 汽车, 车辆
battery | batería | 电池
screen, display | pantalla | 屏幕
app, application | aplicación | 应用
feature, function | función, característica | 功能
camera, photo, picture | foto, imagen | 照片, 图片
speed, pace, rate, tempo | ritmo, tasa, velocidad | 速度, 节奏, 比率
rate, ratio | tasa, índice | 比率, 率
renewal, renew, upgrade, replace | renovación, renovar, reemplazo | 换机, 更换
record | récord, máximo histórico, mínimo histórico, mínimos históricos | 纪录, 新高, 新低
old, used, second-hand, traded-in | viejo, usado, segunda mano | 旧, 二手
value, worth | valor | 价值
trade-in, trade in, swap | canje, recompra, entrega | 以旧换新, 折抵
especially, above all, particularly, most of all, mainly | sobre todo, especialmente, principalmente | 尤其, 特别, 主要
missing, absent, lack, absence | faltar, ausente, ausencia, carecer | 缺少, 缺乏, 缺席
appear, figure, feature, turn up | aparecer, figurar | 出现, 露面
include, among, comprise, consist, cover, contain | incluir, comprender, abarcar, entre | 包括, 涵盖, 包含
harmful, unsafe, insecure, dangerous | peligroso, inseguro | 危险, 不安全
strong, powerful, robust, strength | fuerte, sólido, fortaleza | 强劲, 强大, 实力
weak, poor, feeble, sluggish | débil, flojo | 疲软, 疲弱
new, fresh, latest, recent | nuevo, reciente, último | 新, 最新, 近期
first, initial, earliest | primero, inicial | 首次, 首个, 最早
last, final, latest | último, final | 最后, 最终
second, runner-up | segundo | 第二
important, chief, main, key, principal, crucial, central | principal, clave, importante, fundamental | 主要, 关键, 重要
reason, cause, ground, why | razón, motivo, causa | 原因, 理由
effect, consequence, result, outcome | efecto, consecuencia, resultado | 影响, 后果, 结果
attempt, try, bid | intento | 尝试
talk, negotiate, negotiation, discussion, discuss | negociar, negociación, conversación, hablar | 谈判, 谈, 讨论, 磋商
plan, intend, intention, mean, purpose | plan, planear, pensar, prever, intención | 计划, 打算, 拟
hope, wish, want, desire | esperar, querer, desear, esperanza | 希望, 想
refuse, decline, reject, turn down | rechazar, negarse, rehusar | 拒绝
answer, reply, response, react, reaction | respuesta, responder, reacción | 回应, 答复
question, ask, query | preguntar, pregunta | 问, 询问
criticise, criticize, criticism, attack, blame | criticar, crítica, reprochar | 批评, 指责
praise, welcome, applaud | elogiar, alabar, celebrar | 称赞, 赞扬, 欢迎
serious, grave, severe | grave, serio | 严重
exempt, exception, exclude, spare | exento, excepción, excluir, eximir | 豁免, 例外, 排除
invest, investment, put into, pour | invertir, inversión | 投资, 投入
royalty, fee, charge | regalía, canon, tasa | 许可费, 费用
patent | patente | 专利
trial, proceeding, hearing | juicio, proceso, vista | 审判, 诉讼, 听证
prosecutor, prosecution, prosecute | fiscal, fiscalía, enjuiciar, enjuiciamiento, procesar | 检察官, 检方, 起诉
guilty, guilt | culpable, culpa | 有罪, 罪
fraud, deceive, cheat | fraude, estafa | 欺诈
theft, steal, stole, stolen | robo, robar | 盗窃, 窃取
arrest, detain, custody | detener, arresto | 逮捕, 拘留
shareholder, investor, stockholder | accionista, inversor | 股东, 投资者
stock, securities, equity, shares | acción, valor, título | 股票, 证券
billion | mil millones | 十亿
subsidy, fund, finance | subvención, subvencionar, fondo, financiar | 补贴, 资金
base station, antenna, equipment | antena, estación base | 基站, 设备
dollar, buck | dólar | 美元
sell well, popular, popularity, favourite | popular, popularidad | 受欢迎, 热门
brand, label, badge | marca | 品牌
unknown, obscure, unfamiliar | desconocido | 不知名, 陌生
famous, well-known, recognised, known, familiar | conocido, famoso, reconocido | 知名, 著名
try out, review, test, hands-on | análisis, reseña, probar | 评测, 体验
comment, commentator, columnist, author, writer, reporter, journalist | comentarista, autor, periodista, redactor | 评论员, 作者, 记者
fact, detail, specific | dato, detalle | 细节
version, edition, variant, model | versión, edición, variante, modelo | 版本, 型号
colour, color | color | 颜色
size, small, compact | tamaño, compacto | 尺寸, 小屏
fail, failure, flop | fracasar, fracaso, fallar | 失败
succeed, success, successful | éxito, triunfar, lograr | 成功
double, twice | doblar, duplicar, doble | 翻倍, 两倍
triple, treble, three times | triplicar, triple | 三倍
quadruple, four times | cuadruplicar | 四倍
half | mitad, medio | 一半, 半
most, majority, bulk | mayoría, mayor parte | 大多数, 大部分
part, partly, partially | parte, parcialmente | 部分
several, some, a few, various | varios, algunos | 一些, 几个, 若干
many, numerous, a lot | muchos, numerosos | 许多, 众多
warranty, guarantee | garantía | 保修
repair, service, after-sales | reparación, servicio, posventa | 维修, 售后, 服务
carrier, operator | operadora, operador | 运营商
prepaid, pay-as-you-go | prepago | 预付费
unlocked, unlock | libre, desbloqueado, desbloquear | 无锁, 解锁
bootloader | cargador de arranque | 引导程序
band, frequency, spectrum | banda, frecuencia | 频段, 频率
switch off, shut down, turn off, close | apagar, cierre, cerrar | 关闭, 停用
work, function, run | funcionar | 运行, 可用, 使用
block, bar, cut off | bloquear | 阻止, 封锁
embargo, sanction | sanción, embargo | 制裁
accuse, allege, charge | acusar, alegar, cargo | 指控, 指责
prove, demonstrate, show | demostrar, probar | 证明
expect, await, anticipate | esperar, prever | 预计, 期待
predict, forecast, projection | pronosticar, previsión, pronóstico | 预测
sum, total, amount, volume | suma, total, cantidad, volumen | 总额, 总量, 数量
yearly, annual, year-on-year | anual, interanual | 年度, 同比
cut, trim, lower, slash | recortar, rebajar, bajar | 下调, 削减
set, fix, determine | fijar, establecer | 定, 设定
same, equal, identical | mismo, igual | 相同, 一样
different, differ, diverge, vary | distinto, diferente, diferir, variar | 不同, 差异
similar, alike | similar, parecido | 类似, 相似
home, domestic, native | casa, nacional, propio | 国内, 本土
Latin America, Latin American | América Latina, Latinoamérica, latinoamericano | 拉美, 拉丁美洲
Europe, European | Europa, europeo | 欧洲
India, Indian | India, indio | 印度
Germany, German | Alemania, alemán | 德国
Britain, British, UK, London | Reino Unido, británico, Londres | 英国, 伦敦
federal | federal | 联邦
agency, office, bureau, authority | agencia, oficina, autoridad, organismo | 机构, 局, 署
order, decree, executive order | orden, decreto | 命令, 行政令
express, expressly, explicit, explicitly | expresamente, explícitamente, expreso | 明确, 明文
name, identify, single out | nombrar, identificar, señalar | 点名, 具名, 指名, 识别
listed, appear on | figurar, constar, incluido | 列入, 列在
additional, extra, further | adicional, extra | 额外, 另外, 附加
come true, came true, fulfil, realise, realize | cumplir, cumplió, hacerse realidad | 实现, 成真
buy, sell, trade, deal in | negociar, comerciar | 买卖, 交易
give up, abandon, drop, renounce, relinquish | renunciar, abandonar, desistir | 放弃
focus, concentrate, centre on | centrarse, concentrarse | 专注, 聚焦, 集中
`;

const list = (text: string | undefined) =>
  (text ?? '')
    .split(/[,，]/)
    .map((word) => word.trim())
    .filter(Boolean);

/** The groups as a glossary of nothing but synonyms, so that phrases and stems are found as everywhere. */
export const everydayWords = new GlossaryIndex(
  GlossaryFile.parse({
    synonyms: lines
      .trim()
      .split('\n')
      .map((line) => {
        const [en, es, zh] = line.split('|');
        return { en: list(en), es: list(es), zh: list(zh) };
      }),
  }),
);
