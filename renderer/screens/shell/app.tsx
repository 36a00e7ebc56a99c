import { type ReactElement, useEffect } from 'react';
import { isTypingTarget, runCommand, useCommands } from '../../keyboard/commands.ts';
import { actionForKey } from '../../keyboard/key-map.ts';
import { closeDialog, openDialog, useDialogs } from '../../state/dialogs.ts';
import { setTrayOpen } from '../../state/imports.ts';
import { listenToHistory, navigate, useRoute } from '../../state/navigation.ts';
import { formatRoute, type Route } from '../../state/route.ts';
import { useSettings } from '../../state/settings.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { NoticeList } from '../../ui/notice-list.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { AdminScreen } from '../admin/admin-screen.tsx';
import { ConflictsScreen } from '../conflicts/conflicts-screen.tsx';
import { DashboardScreen } from '../dashboard/dashboard-screen.tsx';
import { GuidelinesScreen } from '../guidelines/guidelines-screen.tsx';
import { LegalScreen } from '../legal/legal-screen.tsx';
import { VerifyDialog } from '../legal/verify-dialog.tsx';
import { NotificationsScreen } from '../notifications/notifications-screen.tsx';
import { QueueScreen } from '../queue/queue-screen.tsx';
import { ExportDialog } from '../review/export-dialog.tsx';
import { OpinionDialog } from '../review/opinions/opinion-dialog.tsx';
import { OriginalDialog } from '../review/original-dialog.tsx';
import { ReturnDialog } from '../review/return-dialog.tsx';
import { ReviewScreen } from '../review/review-screen.tsx';
import { SearchScreen } from '../search/search-screen.tsx';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import styles from './app.module.css';
import { CommandPalette } from './command-palette.tsx';
import { DiscardedBanner } from './discarded-banner.tsx';
import { DropTarget } from './drop-target.tsx';
import { ImportTray } from './import-tray.tsx';
import { KeySheet } from './key-sheet.tsx';
import { SignInDialog } from './sign-in-dialog.tsx';
import { TopBar } from './top-bar.tsx';
import { UpdateBanner } from './update-banner.tsx';

const TITLES: Readonly<Record<Route['screen'], string>> = {
  queue: 'Invoices',
  review: 'Review',
  guidelines: 'Guidelines',
  search: 'Search',
  settings: 'Settings',
  conflicts: 'Conflicts',
  dashboard: 'Dashboard',
  notifications: 'Notifications',
  legal: 'Legal',
  admin: 'Administration',
  notFound: 'Not found',
};

export function App(): ReactElement {
  const route = useRoute((state) => state.route);
  useEffect(listenToHistory, []);
  useEffect(() => {
    // The results of an import belong to the queue; elsewhere they fold to one line.
    if (route.screen !== 'queue') setTrayOpen(false);
    document.title = `${TITLES[route.screen]} \u2013 LAIT`;
  }, [route.screen]);
  useCommands({
    palette: () => openDialog({ kind: 'palette' }),
    keys: () => openDialog({ kind: 'keys' }),
    legal: () => navigate({ screen: 'legal', part: 'search', id: null }),
  });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const action = actionForKey(event, 'everywhere', useSettings.getState().areSingleKeysOn);
      if (action === null) return;
      const isPlain = !event.ctrlKey && !event.metaKey;
      if (isPlain && isTypingTarget(event.target)) return;
      if (useDialogs.getState().open !== null && action !== 'palette') return;
      if (runCommand(action, event.key)) event.preventDefault();
    };
    // A control that has the focus takes Enter for itself, with Control or without: ours is asked before it.
    const onControlKey = (event: KeyboardEvent): void => {
      const isModEnter = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
      if (!isModEnter || !(event.target instanceof HTMLElement) || isTypingTarget(event.target)) return;
      if (event.target.closest('button, a, summary') === null) return;
      onKeyDown(event);
      if (event.defaultPrevented) event.stopPropagation();
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keydown', onControlKey, true);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keydown', onControlKey, true);
    };
  }, []);

  return (
    <div className={styles.app}>
      <a className={styles.skip} href="#main">
        Skip to the work
      </a>
      <header>
        <TopBar />
        <UpdateBanner />
        <DiscardedBanner />
      </header>
      <main id="main" className={styles.main} tabIndex={-1}>
        <ErrorBoundary resetKey={formatRoute(route)}>
          <Screen route={route} />
        </ErrorBoundary>
      </main>
      <ImportTray />
      <NoticeList />
      <DropTarget />
      <Dialogs />
    </div>
  );
}

function Screen({ route }: { readonly route: Route }): ReactElement {
  switch (route.screen) {
    case 'queue':
      return <QueueScreen />;
    case 'review':
      return <ReviewScreen key={route.invoiceId} invoiceId={route.invoiceId} startLineId={route.lineId} />;
    case 'guidelines':
      return <GuidelinesScreen name={route.name} />;
    case 'search':
      return <SearchScreen text={route.text} />;
    case 'settings':
      return <SettingsScreen />;
    case 'conflicts':
      return <ConflictsScreen conflictId={route.conflictId} />;
    case 'dashboard':
      return <DashboardScreen />;
    case 'notifications':
      return <NotificationsScreen />;
    case 'legal':
      return <LegalScreen part={route.part} id={route.id} />;
    case 'admin':
      return <AdminScreen part={route.part} />;
    case 'notFound':
      return (
        <Trouble title="There is nothing at this address." message="Your invoices are where they were.">
          <Button look="solid" onPress={() => navigate({ screen: 'queue' })}>
            Go to the invoices
          </Button>
        </Trouble>
      );
  }
}

function Dialogs(): ReactElement | null {
  const open = useDialogs((state) => state.open);
  switch (open?.kind) {
    case undefined:
      return null;
    case 'palette':
      return <CommandPalette onClose={closeDialog} />;
    case 'keys':
      return <KeySheet onClose={closeDialog} />;
    case 'signIn':
      return <SignInDialog onClose={closeDialog} />;
    case 'export':
      return <ExportDialog invoiceId={open.invoiceId} onClose={closeDialog} />;
    case 'return':
      return <ReturnDialog invoiceId={open.invoiceId} onClose={closeDialog} />;
    case 'original':
      return <OriginalDialog invoiceId={open.invoiceId} onClose={closeDialog} />;
    case 'verify':
      return <VerifyDialog subject={open.subject} onClose={closeDialog} />;
    case 'opinion':
      return <OpinionDialog invoiceId={open.invoiceId} ask={open.ask} onClose={closeDialog} />;
  }
}
