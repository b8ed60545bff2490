import path from 'node:path';
import { parse } from 'yaml';
import { GlossaryFile } from '../../src/knowledge/glossary.js';
import { GlossaryIndex } from '../../src/knowledge/glossary-index.js';
import { writeArticle, writeFile } from './articles.js';

/** The makers, carriers and words that the articles below are about. */
export const phoneGlossary = `
market: { en: [United States, US, U.S., America, American, Americans], es: [Estados Unidos, EE. UU.], zh: [美国] }
makers:
  - { id: xiaomi, name: Xiaomi, names: { zh: [小米] }, brands: [Redmi], people: [Lei Jun, 雷军], misspellings: [xaomi] }
  - { id: huawei, name: Huawei, names: { zh: [华为] }, brands: [Mate 10 Pro], people: [Richard Yu], related: [honor] }
  - { id: honor, name: Honor, names: { en: [Honor Device], zh: [荣耀] }, exact: [Honor], related: [huawei] }
  - { id: oneplus, name: OnePlus, names: { zh: [一加] }, brands: [OnePlus 6T] }
  - { id: zte, name: ZTE, names: { zh: [中兴] } }
  - { id: meizu, name: Meizu, names: { zh: [魅族] } }
topics:
  - { id: launch-plan, name: { en: US launch plans, es: Planes de lanzamiento, zh: 进入美国的计划 }, terms: { en: [launch, sell phones], es: [lanzamiento], zh: [进入美国] } }
  - { id: carriers, name: { en: Carriers, es: Operadoras, zh: 运营商 }, terms: { en: [carrier, Verizon, AT&T, T-Mobile], es: [operadora], zh: [运营商] } }
  - { id: patents, name: { en: Patents, es: Patentes, zh: 专利 }, terms: { en: [patent, licence], es: [patente], zh: [专利] } }
  - { id: sanctions, name: { en: Bans, es: Vetos, zh: 禁令 }, terms: { en: [ban, fine], es: [veto, multa], zh: [禁令] } }
entities:
  - { id: att, kind: carrier, names: { en: [AT&T] } }
  - { id: verizon, kind: carrier, names: { en: [Verizon], zh: [威瑞森] } }
  - { id: t-mobile, kind: carrier, names: { en: [T-Mobile, TMobile] } }
  - { id: amazon, kind: retailer, names: { en: [Amazon], zh: [亚马逊] } }
  - { id: commerce, kind: agency, names: { en: [Commerce Department], es: [Departamento de Comercio], zh: [商务部] } }
synonyms:
  - { en: [phone, handset, smartphone], es: [teléfono, móvil], zh: [手机] }
  - { en: [drop, abandon, walk away], es: [abandonar, dejar], zh: [放弃] }
  - { en: [fine, penalty], es: [multa], zh: [罚款] }
  - { en: [patent], es: [patente], zh: [专利] }
  - { en: [sell, offer], es: [vender], zh: [销售, 卖] }
`;

export interface PhoneArticle {
  readonly id: string;
  readonly title: string;
  readonly published: string;
  readonly makers: readonly string[];
  readonly topics: readonly string[];
  readonly supersedes?: string;
  readonly questions?: readonly string[];
  readonly text: string;
}

export const phoneArticles: readonly PhoneArticle[] = [
  {
    id: '2017-12-xiaomi-end-of-2018',
    title: 'Xiaomi names the end of 2018 for its US launch',
    published: '2017-12',
    makers: ['xiaomi'],
    topics: ['launch-plan'],
    questions: ['When will Xiaomi sell phones in the US?'],
    text: 'Xiaomi plans to sell phones in the US by the end of 2018, Lei Jun said in December 2017. Talks with carriers about a Xiaomi handset had begun in the autumn of 2017.',
  },
  {
    id: '2026-02-xiaomi-no-plans',
    title: 'Xiaomi has no plans for the US',
    published: '2026-02-10',
    makers: ['xiaomi'],
    topics: ['launch-plan'],
    supersedes: '2017-12-xiaomi-end-of-2018',
    questions: ['When will Xiaomi sell phones in the US?', 'Will Xiaomi sell phones in the US now?'],
    text: 'Xiaomi has no plans to sell phones in the US, Lei Jun wrote on 9 February 2026. He named Europe as the first region where Xiaomi cars will be sold.',
  },
  {
    id: '2015-11-xiaomi-patents',
    title: 'Xiaomi collects patents before a US launch',
    published: '2015-11',
    makers: ['xiaomi'],
    topics: ['patents'],
    questions: ['Why did Xiaomi buy patents?'],
    text: 'Xiaomi bought patents from Broadcom in 2015 because it feared lawsuits by American rivals. The portfolio then held 3,700 patents, and lawyers in Texas called it thin.',
  },
  {
    id: '2018-01-verizon-drops-huawei',
    title: 'Verizon drops the Huawei Mate 10 Pro',
    published: '2018-01-30',
    makers: ['huawei'],
    topics: ['carriers'],
    questions: ['Why did Verizon drop Huawei?'],
    text: 'Verizon dropped its plan to sell the Huawei Mate 10 Pro in January 2018 because the US government feared spying. Verizon would not comment on the report by Bloomberg.',
  },
  {
    id: '2018-01-att-drops-huawei',
    title: 'AT&T walks away from Huawei',
    published: '2018-01-08',
    makers: ['huawei'],
    topics: ['carriers'],
    questions: ['Why did AT&T drop Huawei?'],
    text: 'AT&T dropped Huawei in January 2018 because lawmakers had complained to the regulator in a letter. Richard Yu called the decision a big loss for consumers at a show in Las Vegas.',
  },
  {
    id: '2019-03-honor-amazon',
    title: 'Honor sells unlocked phones through Amazon',
    published: '2019-03',
    makers: ['honor'],
    topics: ['launch-plan'],
    questions: ['Where does Honor sell phones in the US?'],
    text: 'Honor sells unlocked phones in the US only through Amazon, its president said in March 2019. He expected no carrier to take a handset before 2021. The Honor warehouse stands in Nevada.',
  },
  {
    id: '2018-10-t-mobile-oneplus',
    title: 'T-Mobile takes the OnePlus 6T',
    published: '2018-10-29',
    makers: ['oneplus'],
    topics: ['carriers'],
    questions: ['How much does the OnePlus 6T cost at T-Mobile?'],
    text: 'T-Mobile sells the OnePlus 6T for 580 dollars, the first OnePlus handset at a US carrier. It went on sale in 5,600 shops on 1 November 2018.',
  },
  {
    id: '2018-04-zte-export-ban',
    title: 'The Commerce Department bans exports to ZTE',
    published: '2018-04-16',
    makers: ['zte'],
    topics: ['sanctions'],
    questions: ['Why was ZTE banned?', 'How large was the fine of ZTE?'],
    text: 'The Commerce Department banned exports to ZTE in April 2018 because ZTE had lied about punishing employees. ZTE had paid a fine of 892 million dollars in 2017.',
  },
  {
    id: '2018-07-zte-ban-lifted',
    title: 'ZTE pays and the ban is lifted',
    published: '2018-07-13',
    makers: ['zte'],
    topics: ['sanctions'],
    supersedes: '2018-04-zte-export-ban',
    questions: ['When was the ban on ZTE lifted?'],
    text: 'The Commerce Department lifted the ban on ZTE on 13 July 2018 after ZTE had put 400 million dollars in escrow. ZTE replaced its board within thirty days.',
  },
  {
    id: '2014-01-meizu-plan',
    title: 'Meizu wanted to come in 2014',
    published: '2014-01',
    makers: ['meizu'],
    topics: ['launch-plan'],
    questions: ['Did Meizu ever plan a US launch?'],
    text: 'Meizu announced a US launch for the third quarter of 2014 at a show in Las Vegas. The launch never happened, and Meizu closed its office in California a year later.',
  },
  {
    id: '2019-05-huawei-espana',
    title: 'Google retira la licencia de Android a Huawei',
    published: '2019-05-20',
    makers: ['huawei'],
    topics: ['sanctions'],
    questions: ['¿Por qué retiró Google la licencia a Huawei?'],
    text: 'Google retiró la licencia de Android a Huawei en mayo de 2019 por orden del Departamento de Comercio. Los móviles ya vendidos conservan las actualizaciones de seguridad.',
  },
  {
    id: '2020-11-honor-independent',
    title: '荣耀脱离华为独立',
    published: '2020-11-17',
    makers: ['honor', 'huawei'],
    topics: ['launch-plan'],
    questions: ['荣耀什么时候独立的？'],
    text: '荣耀在2020年11月17日脱离华为独立，由深圳的三十多家经销商收购。荣耀表示暂时没有进入美国的计划。',
  },
];

/** Writes the articles and their glossary into a knowledge folder. */
export function writePhoneCorpus(knowledgeFolder: string, articles: readonly PhoneArticle[] = phoneArticles): void {
  writeFile(knowledgeFolder, 'glossary.yaml', phoneGlossary);
  for (const article of articles) writePhoneArticle(knowledgeFolder, article);
}

export function writePhoneArticle(knowledgeFolder: string, article: PhoneArticle): void {
  const list = (values: readonly string[]) => JSON.stringify(values);
  writeArticle(
    knowledgeFolder,
    `${article.id}.md`,
    {
      title: JSON.stringify(article.title),
      publisher: 'The Paper',
      published: JSON.stringify(article.published),
      url: `https://example.org/${article.id}`,
      makers: list(article.makers),
      topics: list(article.topics),
      supersedes: list(article.supersedes === undefined ? [] : [article.supersedes]),
      questions: list(article.questions ?? []),
    },
    `${article.text}\n`,
  );
}

export function phoneGlossaryIndex(): GlossaryIndex {
  return new GlossaryIndex(GlossaryFile.parse(parse(phoneGlossary)));
}

export const shippedKnowledgeFolder = path.join(import.meta.dirname, '..', '..', 'knowledge');
