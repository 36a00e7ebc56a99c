import type { ReactElement } from 'react';
import { useSession } from '../../state/firm-context.ts';
import { navigate } from '../../state/navigation.ts';
import { ADMIN_PARTS, type AdminPart, formatRoute } from '../../state/route.ts';
import { cx } from '../../ui/cx.ts';
import { Trouble } from '../../ui/trouble.tsx';
import { AccessPart } from './access-part.tsx';
import styles from './admin-screen.module.css';
import { AuditPart } from './audit-part.tsx';
import { DevicesPart } from './devices-part.tsx';
import { GuidelinesPart } from './guidelines-part.tsx';
import { LegalPart } from './legal-part.tsx';
import { MastersPart } from './masters-part.tsx';
import { ModelsPart } from './models-part.tsx';
import { OpinionsPart } from './opinions-part.tsx';
import { RatesPart } from './rates-part.tsx';
import { SystemPart } from './system/system-part.tsx';
import { UsersPart } from './users-part.tsx';
import { VersionsPart } from './versions-part.tsx';
import { WorkPart } from './work-part.tsx';

const PART_WORDS: Readonly<Record<AdminPart, string>> = {
  users: 'Users',
  access: 'Access and walls',
  masters: 'Clients and matters',
  rates: 'Rosters and rates',
  guidelines: 'Guidelines in use',
  legal: 'Legal sources',
  models: 'Models',
  opinions: 'Second opinions',
  devices: 'Devices and sessions',
  versions: 'Versions',
  system: 'System',
  work: 'Stuck files',
  audit: 'Audit log',
};

/** What administrators look after. Everything here is done on the server, at once. */
export function AdminScreen({ part }: { readonly part: AdminPart }): ReactElement {
  const session = useSession();
  if (session?.role !== 'administrator') {
    return (
      <Trouble
        title="This page is for administrators."
        message="Sign in as an administrator to look after users, access and the audit log."
      />
    );
  }
  return (
    <div className={styles.screen}>
      <nav className={styles.list} aria-label="Administration">
        <ul>
          {ADMIN_PARTS.map((each) => (
            <li key={each}>
              <a
                className={cx(styles.entry, each === part && styles.current)}
                aria-current={each === part ? 'page' : undefined}
                href={formatRoute({ screen: 'admin', part: each })}
                onClick={(event) => {
                  event.preventDefault();
                  navigate({ screen: 'admin', part: each });
                }}
              >
                {PART_WORDS[each]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.detail}>
        <h1 className={styles.title}>{PART_WORDS[part]}</h1>
        <Part part={part} />
      </div>
    </div>
  );
}

function Part({ part }: { readonly part: AdminPart }): ReactElement {
  switch (part) {
    case 'users':
      return <UsersPart />;
    case 'access':
      return <AccessPart />;
    case 'masters':
      return <MastersPart />;
    case 'rates':
      return <RatesPart />;
    case 'guidelines':
      return <GuidelinesPart />;
    case 'legal':
      return <LegalPart />;
    case 'models':
      return <ModelsPart />;
    case 'opinions':
      return <OpinionsPart />;
    case 'devices':
      return <DevicesPart />;
    case 'versions':
      return <VersionsPart />;
    case 'system':
      return <SystemPart />;
    case 'work':
      return <WorkPart />;
    case 'audit':
      return <AuditPart />;
  }
}
