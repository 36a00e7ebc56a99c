import { GUIDE_COMMANDS, type GuideCommand } from './guide-commands.ts';

/** docs/guide-commands.md, from the same table that the rehearsal types. */
export function showGuideCommands(commands: readonly GuideCommand[] = GUIDE_COMMANDS): string {
  const counted = (kind: GuideCommand['kind']) => commands.filter((each) => each.kind === kind).length;
  const sections = [...new Set(commands.map(({ section }) => section))];
  return [
    '# The commands of the operations guide',
    '',
    'Every command that the guide types, and what becomes of it here. `npm run rehearse` types each of them on a real',
    'installation (scripts/rehearse/guide-commands.ts, from which this page comes; a test holds the two together).',
    '',
    `${counted('works as typed')} work as typed, ${counted('works in a terminal')} work in a terminal, ${counted('replaced')} are replaced because they harm or do nothing.`,
    ...sections.flatMap((section) => [
      '',
      `## ${section}`,
      ...commands.filter((each) => each.section === section).flatMap(showOne),
    ]),
    '',
  ].join('\n');
}

function showOne({ command, kind, reason, instead }: GuideCommand): readonly string[] {
  return [
    '',
    '```bash',
    command,
    '```',
    [`**${kind[0]?.toUpperCase()}${kind.slice(1)}.**`, reason].filter((text) => text !== '').join(' '),
    ...(instead === undefined ? [] : ['', 'Instead:', '```bash', instead, '```']),
  ];
}
