import type { ReactElement } from 'react';
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete';
import { Input } from 'react-aria-components/Input';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { TextField } from 'react-aria-components/TextField';
import { runCommand, useCommandStore } from '../../keyboard/commands.ts';
import { KEY_ACTIONS } from '../../keyboard/key-map.ts';
import { navigate } from '../../state/navigation.ts';
import type { Route } from '../../state/route.ts';
import { changeSettings, type Settings } from '../../state/settings.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import styles from './command-palette.module.css';

interface Command {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly keys: ReactElement | null;
  run(): void;
}

const PLACES: readonly (readonly [string, Route])[] = [
  ['Invoices', { screen: 'queue' }],
  ['Dashboard', { screen: 'dashboard' }],
  ['Guidelines', { screen: 'guidelines', name: null }],
  ['Search all invoices', { screen: 'search', text: '' }],
  ['Results saved to matters', { screen: 'legal', part: 'saved', id: null }],
  ['Verify a lawyer', { screen: 'legal', part: 'verify', id: null }],
  ['Settings', { screen: 'settings' }],
];

const SETTINGS: readonly (readonly [string, Partial<Settings>])[] = [
  ['Theme: follow the system', { theme: 'system' }],
  ['Theme: light', { theme: 'light' }],
  ['Theme: dark', { theme: 'dark' }],
  ['Theme: high contrast', { theme: 'contrast' }],
  ['Density: comfortable', { density: 'comfortable' }],
  ['Density: compact', { density: 'compact' }],
];

/** Everything that can be done here, by name, each with its key: the palette teaches its own shortcut. */
export function CommandPalette({ onClose }: { onClose(): void }): ReactElement {
  const handlers = useCommandStore((state) => state.handlers);
  const { contains } = useFilter({ sensitivity: 'base' });
  const commands: Command[] = [
    ...KEY_ACTIONS.filter(
      (action) => handlers[action.id] !== undefined && action.id !== 'palette' && action.id !== 'reason',
    ).map(
      (action): Command => ({
        id: action.id,
        label: action.label,
        group: action.group,
        keys: <KeyCap action={action.id} />,
        run: () => runCommand(action.id),
      }),
    ),
    ...PLACES.map(
      ([label, route]): Command => ({ id: label, label, group: 'Go to', keys: null, run: () => navigate(route) }),
    ),
    ...SETTINGS.map(
      ([label, change]): Command => ({
        id: label,
        label,
        group: 'Look',
        keys: null,
        run: () => changeSettings(change),
      }),
    ),
  ];
  const run = (id: string): void => {
    onClose();
    // After the dialog has given the focus back, so that the command may take it.
    window.setTimeout(() => commands.find((command) => command.id === id)?.run(), 0);
  };
  return (
    <Dialog title="Find a command" isTitleHidden onClose={onClose}>
      <Autocomplete filter={contains}>
        <TextField aria-label="Find a command" autoFocus className={styles.search}>
          <Input className={styles.input} placeholder={'Find a command\u2026'} />
        </TextField>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className={styles.scroll} tabIndex={0} aria-label="Commands found">
          <Menu
            aria-label="Commands"
            className={styles.menu}
            items={commands}
            onAction={(key) => run(String(key))}
            renderEmptyState={() => <p className={styles.none}>No command has this in its name.</p>}
          >
            {(command) => (
              <MenuItem id={command.id} textValue={`${command.label} ${command.group}`} className={styles.item}>
                <span className={styles.label}>{command.label}</span>
                <span className={styles.group}>{command.group}</span>
                <span className={styles.key}>{command.keys}</span>
              </MenuItem>
            )}
          </Menu>
        </section>
      </Autocomplete>
    </Dialog>
  );
}
