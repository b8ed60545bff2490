import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type LocalizationMap,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { maximumQuestionLength } from '../../answer/question.js';

const localized = (es: string, zh: string): LocalizationMap => ({ 'es-ES': es, 'zh-CN': zh });

const everywhere = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};

/** Hidden from those who do not manage the server; checked again when used. */
const forManagers = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
  default_member_permissions: String(PermissionFlagsBits.ManageGuild),
};

const makerOption = (required: boolean, name = 'maker', es = 'fabricante', zh = '厂商') => ({
  type: ApplicationCommandOptionType.String as const,
  name,
  name_localizations: localized(es, zh),
  description: 'A phone maker',
  description_localizations: localized('Un fabricante de móviles', '手机厂商'),
  required,
  autocomplete: true as const,
  max_length: 100,
});

const topicOption = {
  type: ApplicationCommandOptionType.String as const,
  name: 'topic',
  name_localizations: localized('tema', '主题'),
  description: 'A subject, for example carriers or tariffs',
  description_localizations: localized('Un tema, por ejemplo operadoras o aranceles', '主题，例如运营商或关税'),
  required: false,
  autocomplete: true as const,
  max_length: 100,
};

const sinceOption = {
  type: ApplicationCommandOptionType.String as const,
  name: 'since',
  name_localizations: localized('desde', '起始'),
  description: 'Only sources from this date on: 2024, 2024-05 or 2024-05-31',
  description_localizations: localized(
    'Solo fuentes desde esta fecha: 2024, 2024-05 o 2024-05-31',
    '只看此日期之后的来源：2024、2024-05或2024-05-31',
  ),
  required: false,
  max_length: 10,
};

/** Every command, as Discord is told of them. */
export const commandDefinitions: readonly RESTPostAPIApplicationCommandsJSONBody[] = [
  {
    ...everywhere,
    type: ApplicationCommandType.ChatInput,
    name: 'ask',
    name_localizations: localized('preguntar', '提问'),
    description: 'Ask about Chinese phone makers in the US; every sentence is proven by a quote',
    description_localizations: localized(
      'Pregunta por los fabricantes chinos en EE. UU.; cada frase va probada con una cita',
      '询问中国手机厂商在美国的情况，每句话都有引文为证',
    ),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'question',
        name_localizations: localized('pregunta', '问题'),
        description: 'Your question, in English, Spanish or Chinese',
        description_localizations: localized(
          'Tu pregunta, en español, inglés o chino',
          '你的问题，中文、英文或西班牙文',
        ),
        required: true,
        max_length: maximumQuestionLength,
      },
      makerOption(false),
      topicOption,
      sinceOption,
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'private',
        name_localizations: localized('privado', '仅自己可见'),
        description: 'Show the answer only to you',
        description_localizations: localized('Mostrar la respuesta solo a ti', '只让自己看到回答'),
        required: false,
      },
    ],
  },
  {
    ...everywhere,
    type: ApplicationCommandType.ChatInput,
    name: 'prospects',
    name_localizations: localized('perspectivas', '前景'),
    description: 'What stands between a maker and the US, hurdle by hurdle',
    description_localizations: localized(
      'Qué separa a un fabricante de EE. UU., obstáculo por obstáculo',
      '一家厂商进入美国的障碍，逐项列出',
    ),
    options: [makerOption(true)],
  },
  {
    ...everywhere,
    type: ApplicationCommandType.ChatInput,
    name: 'compare',
    name_localizations: localized('comparar', '比较'),
    description: 'Two makers side by side',
    description_localizations: localized('Dos fabricantes, uno al lado del otro', '两家厂商并列比较'),
    options: [
      makerOption(true, 'first', 'primero', '第一家'),
      makerOption(true, 'second', 'segundo', '第二家'),
      topicOption,
    ],
  },
  {
    ...everywhere,
    type: ApplicationCommandType.ChatInput,
    name: 'timeline',
    name_localizations: localized('cronología', '时间线'),
    description: 'What happened to a maker in the US, in order',
    description_localizations: localized(
      'Qué le ocurrió a un fabricante en EE. UU., por orden',
      '一家厂商在美国的事件，按时间排列',
    ),
    options: [makerOption(true), topicOption, sinceOption],
  },
  {
    ...everywhere,
    type: ApplicationCommandType.ChatInput,
    name: 'sources',
    name_localizations: localized('fuentes', '来源'),
    description: 'The articles I answer from, newest first',
    description_localizations: localized(
      'Los artículos con los que respondo, primero los nuevos',
      '我所依据的文章，最新在前',
    ),
    options: [makerOption(false), topicOption],
  },
  {
    ...everywhere,
    type: ApplicationCommandType.ChatInput,
    name: 'help',
    name_localizations: localized('ayuda', '帮助'),
    description: 'What I can do',
    description_localizations: localized('Lo que puedo hacer', '我能做什么'),
  },
  {
    ...everywhere,
    type: ApplicationCommandType.ChatInput,
    name: 'privacy',
    name_localizations: localized('privacidad', '隐私'),
    description: 'What I store, for what, and for how long',
    description_localizations: localized('Qué guardo, para qué y cuánto tiempo', '我保存什么、为什么、保存多久'),
  },
  {
    ...everywhere,
    type: ApplicationCommandType.ChatInput,
    name: 'mydata',
    name_localizations: localized('misdatos', '我的数据'),
    description: 'Everything I have stored about you',
    description_localizations: localized('Todo lo que guardo sobre ti', '我保存的关于你的全部内容'),
  },
  {
    ...everywhere,
    type: ApplicationCommandType.ChatInput,
    name: 'forget',
    name_localizations: localized('olvidar', '忘记我'),
    description: 'Erase everything I have stored about you',
    description_localizations: localized('Borrar todo lo que guardo sobre ti', '删除我保存的关于你的全部内容'),
  },
  {
    ...everywhere,
    type: ApplicationCommandType.Message,
    name: 'Check with sources',
    name_localizations: localized('Comprobar con fuentes', '与来源核对'),
  },
  {
    ...forManagers,
    type: ApplicationCommandType.ChatInput,
    name: 'stats',
    name_localizations: localized('estadísticas', '统计'),
    description: 'Questions, answers and feedback of this server',
    description_localizations: localized(
      'Preguntas, respuestas y opiniones de este servidor',
      '本服务器的提问、回答与反馈',
    ),
  },
  {
    ...forManagers,
    type: ApplicationCommandType.ChatInput,
    name: 'gaps',
    name_localizations: localized('lagunas', '缺口'),
    description: 'Questions that my sources could not answer, as a CSV file, without who asked',
    description_localizations: localized(
      'Preguntas que mis fuentes no pudieron responder, en CSV, sin quién preguntó',
      '资料没能回答的问题，CSV文件，不含提问者',
    ),
  },
  {
    ...forManagers,
    type: ApplicationCommandType.ChatInput,
    name: 'knowledge',
    name_localizations: localized('conocimiento', '资料'),
    description: 'The state of my articles',
    description_localizations: localized('El estado de mis artículos', '我的文章的状态'),
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'status',
        name_localizations: localized('estado', '状态'),
        description: 'How many articles I hold, and the newest',
        description_localizations: localized('Cuántos artículos tengo y el más reciente', '我有多少文章，最新的是哪天'),
      },
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'reload',
        name_localizations: localized('recargar', '重新载入'),
        description: 'Read changed articles now',
        description_localizations: localized('Leer ahora los artículos cambiados', '现在读取改动过的文章'),
      },
    ],
  },
];
