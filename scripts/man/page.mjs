// The man page: what `flowlogs help` says of everything, in one text.
import { bold, escaped, paragraph, part, section, shown, term } from './roff.mjs';

/** The page of this version, of what the program knows of itself. */
export function page(known, { version, description }) {
  const topics = Object.fromEntries(known.topics.map((topic) => [topic.name, topic]));
  const lines = [
    '.\\" Made by scripts/make-man.mjs from the sources of the program.',
    `.TH FLOWLOGS 1 "" ${JSON.stringify(`flowlogs ${version}`)} "User Commands"`,
    // Command lines are neither stretched nor cut at hyphens.
    '.nh',
    '.ad l',
    ...section('Name', 'flowlogs \\- questions about AWS VPC flow logs'),
    ...section('Synopsis', bold('flowlogs <command> [options] [paths...]'), '.br', bold('flowlogs help [topic]')),
    ...section('Description', escaped(description), ...paths),
    ...section(
      'Commands',
      known.purposes.flatMap((purpose) => commandsFor(purpose, known)),
    ),
    ...section('Options', 'Each command has those that its own help lists.', optionParts(known)),
    ...section('Filters', topicParts(topics.filters)),
    ...section('Time', topicParts(topics.time)),
    ...section('AWS queries', topicParts(topics['aws-queries'])),
    ...section('Exit status', topicParts(topics['exit-codes'])),
    ...section('Environment', environment(known)),
    ...section('Files', files),
  ];
  return `${lines.join('\n')}\n`;
}

const paths = [
  ...paragraph(
    'Paths are log files, folders of them, or - for standard input. Without paths, Athena is asked about the table of a data lake.',
  ),
  ...paragraph('Answers go to standard output, everything else to standard error.'),
];

function commandsFor(purpose, { commands, neededFields }) {
  const found = commands.filter((command) => command.purpose === purpose);
  return found.length === 0 ? [] : part(purpose, ...found.map((command) => commandLines(command, neededFields)));
}

function commandLines(command, neededFields) {
  const { name, summary, details = '', examples } = command;
  const more = [...details.split('\n\n'), neededFields(command) ?? ''].filter((text) => text !== '');
  return term(`flowlogs ${[name, command.arguments].join(' ').trim()}`, [
    escaped(summary),
    ...more.map((text) => paragraph(text, '.IP')),
    '.IP',
    'Examples:',
    ...['.RS', ...shown(examples), '.RE'],
  ]);
}

/** Each option once for all commands that have it alike, but for `config`, which has them all. What most have comes first. */
function optionParts({ commands, headings }) {
  const alike = new Map();
  for (const { name, options } of commands.filter((command) => command.name !== 'config')) {
    for (const option of Object.values(options)) {
      const key = JSON.stringify([option.heading, option.flags, option.summary]);
      alike.set(key, { ...option, commands: [...(alike.get(key)?.commands ?? []), name] });
    }
  }
  return headings.flatMap((heading) => {
    const options = [...alike.values()].filter((option) => option.heading === heading);
    const ordered = [...options.filter(isUsual), ...options.filter((option) => !isUsual(option))];
    return ordered.length === 0 ? [] : part(heading, ...ordered.map(optionLines));
  });
}

/** Of an option that more commands have than that, nobody needs to know which. */
const few = 6;
const isUsual = ({ commands }) => commands.length > few;

function optionLines(option) {
  const { flags, summary, commands } = option;
  const which = isUsual(option) ? [] : ['.br', escaped(`Only: ${commands.join(', ')}.`)];
  return term(flags, [escaped(summary), ...which]);
}

function topicParts({ title, parts }) {
  return [
    `${escaped(title)}${/[.!?]$/.test(title) ? '' : ':'}`,
    ...parts.flatMap((one) => {
      if (typeof one === 'string') return paragraph(one);
      if (one.terms) return one.terms.flatMap(([word, meaning]) => term(word, [escaped(meaning)]));
      return one.lines.flatMap(([wanted, line]) => ['.PP', escaped(wanted), ...shown([line])]);
    }),
  ];
}

function environment({ allOptions, configurable }) {
  const names = configurable(allOptions).map((key) => `FLOWLOGS_${key.replace(/[A-Z]/g, '_$&').toUpperCase()}`);
  return [
    'An option that was not typed is taken from the environment, then from a configuration file.',
    ...term(names.join(', '), ['as the options of these names']),
    ...term('FLOWLOGS_CONFIG', ['as --config'].map(escaped)),
    ...term('AWS_REGION, AWS_PROFILE', ['and all others that tools of AWS understand']),
    ...term('NO_COLOR', ['no colours, if it is not empty']),
  ];
}

const files = [
  ...term('./flowlogs.json', ['settings of this folder, as a JSON object']),
  ...term(
    '$XDG_CONFIG_HOME/flowlogs/config.json',
    ['settings of this user; ~/.config if XDG_CONFIG_HOME is not set'].map(escaped),
  ),
];
