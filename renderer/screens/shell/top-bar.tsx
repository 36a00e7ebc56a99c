import type { ReactElement } from 'react';
import { openDialog } from '../../state/dialogs.ts';
import { navigate, useRoute } from '../../state/navigation.ts';
import { formatRoute, type Route } from '../../state/route.ts';
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
        {PLACES.map(({ route, label, icon }) => (
          <PlaceLink
            key={label}
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
        Find a command
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
