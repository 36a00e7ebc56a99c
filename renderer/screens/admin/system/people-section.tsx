import type { ReactElement } from 'react';
import type { SystemStatus } from '#shared/api/system.ts';
import { countOf } from '../../../ui/format-money.ts';
import { Facts, Section } from './section.tsx';

/** How many are signed in, and how many are told of news as it happens. */
export function PeopleSection({ status: { people, processes } }: { readonly status: SystemStatus }): ReactElement {
  const streams = processes?.reduce((sum, { openStreamCount }) => sum + openStreamCount, 0) ?? null;
  return (
    <Section title="Signed in" value={people}>
      {({ activePersonCount, desktopSessionCount, browserSessionCount }) => (
        <Facts
          facts={[
            { name: 'At work', value: `${countOf(activePersonCount, 'person', 'people')} within 15 minutes` },
            { name: 'Sessions', value: `${desktopSessionCount} on the desktop, ${browserSessionCount} in a browser` },
            { name: 'Told of news', value: streams === null ? null : countOf(streams, 'open stream') },
          ]}
        />
      )}
    </Section>
  );
}
