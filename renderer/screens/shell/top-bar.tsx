import type { ReactElement } from 'react';
import { openDialog } from '../../state/dialogs.ts';
import { useSession } from '../../state/firm-context.ts';
import { navigate, useRoute } from '../../state/navigation.ts';
import { formatRoute, type Route } from '../../state/route.ts';
import { useQuery } from '../../state/use-query.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import icon from '../../ui/icon.svg';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { SyncChip } from './sync-chip.tsx';
import styles from './top-bar.module.css';

const PLACES: readonly { readonly route: Route; readonly label: string; readonly icon: IconName }[] = [
  { route: { screen: 'queue' }, label: 'Invoices', icon: 'ledger' },
  { route: { screen: 'guidelines', name: null }, label: 'Guidelines', icon: 'book' },
  { route: { screen: 'search', text: '' }, label: 'Search', icon: 'search' },
  { route: { screen: 'settings' }, label: 'Settings', icon: 'settings' },
];

export function TopBar(): ReactElement {
  const { value: sync } = useQuery('getSyncStatus', {});
  const role = useSession()?.role;
  const conflicts = sync?.conflictCount ?? 0;
  const unread = sync?.unreadCount ?? 0;
  const places = [
    ...PLACES,
    ...(conflicts === 0
      ? []
      : [
          {
            route: { screen: 'conflicts', conflictId: null },
            label: `Conflicts (${conflicts})`,
            icon: 'warning',
          } as const,
        ]),
    ...(sync === undefined || sync.session === null
      ? []
      : [
          { route: { screen: 'legal', part: 'search', id: null }, label: 'Legal', icon: 'scales' } as const,
          { route: { screen: 'dashboard' }, label: 'Dashboard', icon: 'figures' } as const,
          {
            route: { screen: 'notifications' },
            label: unread === 0 ? 'Notifications' : `Notifications (${unread})`,
            icon: 'bell',
          } as const,
        ]),
    ...(role === 'administrator'
      ? [{ route: { screen: 'admin', part: 'users' }, label: 'Administration', icon: 'shield' } as const]
      : []),
  ];
  const current = useRoute((state) => state.route.screen);
  const isAt = (route: Route): boolean =>
    route.screen === current || (route.screen === 'queue' && current === 'review');
  return (
    <div className={styles.bar}>
      <PlaceLink route={{ screen: 'queue' }} className={styles.brand} label="LAIT, to the invoices">
        <img src={icon} alt="" width={20} height={20} className={styles.icon} />
        <span className={styles.wordmark} />
      </PlaceLink>
      <nav aria-label="Places" className={styles.places}>
        {places.map(({ route, label, icon }) => (
          <PlaceLink
            key={route.screen}
            route={route}
            className={cx(styles.place, isAt(route) && styles.current)}
            isCurrent={isAt(route)}
          >
            <Icon name={icon} />
            {label}
          </PlaceLink>
        ))}
      </nav>
      <SyncChip />
      <Button icon="search" action="palette" onPress={() => openDialog({ kind: 'palette' })}>
        <span className={styles.find}>Find a command</span>
      </Button>
      <Button icon="keyboard" action="keys" label="All keys" onPress={() => openDialog({ kind: 'keys' })} />
    </div>
  );
}

function PlaceLink({
  route,
  className,
  label,
  isCurrent = false,
  children,
}: {
  readonly route: Route;
  readonly className: string | undefined;
  readonly label?: string;
  readonly isCurrent?: boolean;
  readonly children: React.ReactNode;
}): ReactElement {
  return (
    <a
      href={formatRoute(route)}
      className={className}
      aria-label={label}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        navigate(route);
      }}
    >
      {children}
    </a>
  );
}
