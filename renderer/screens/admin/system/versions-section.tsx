import type { ReactElement } from 'react';
import type { SystemStatus } from '#shared/api/system.ts';
import { countOf } from '../../../ui/format-money.ts';
import { Facts, Section } from './section.tsx';

/** Which versions meet here. */
export function VersionsSection({ status: { versions } }: { readonly status: SystemStatus }): ReactElement {
  const { server, revision, minimumClient, oldestDesk, schema, postgres, redis } = versions;
  return (
    <Section title="Versions" value={versions}>
      {() => (
        <Facts
          facts={[
            { name: 'Server', value: revision === null ? server : `${server}, built of ${revision.slice(0, 12)}` },
            { name: 'Schema', value: schema ?? 'not known just now' },
            {
              name: 'Oldest desk',
              value:
                oldestDesk === null
                  ? 'no desk came by within 30 days'
                  : `${oldestDesk.version}, ${countOf(oldestDesk.deskCount, 'desk')}`,
            },
            {
              name: 'May go on working',
              value: minimumClient === null ? 'not known just now' : `from ${minimumClient}`,
            },
            { name: 'PostgreSQL', value: postgres ?? 'not known just now' },
            { name: 'Redis', value: redis ?? 'not known, or not used' },
          ]}
        />
      )}
    </Section>
  );
}
