import { create } from 'zustand';

/** How this window looks and listens; kept in the browser, apart from all client data. */
export interface Settings {
  readonly theme: 'system' | 'light' | 'dark' | 'contrast';
  readonly density: 'comfortable' | 'compact';
  readonly areSingleKeysOn: boolean;
  readonly isRuleRailOpen: boolean;
}

const KEY = 'lait.settings';
const DEFAULTS: Settings = {
  theme: 'system',
  density: 'comfortable',
  areSingleKeysOn: true,
  isRuleRailOpen: !isNarrow(),
};

/** Where the rail of rules would lie over the lines, it starts closed. */
function isNarrow(): boolean {
  return typeof window !== 'undefined' && window.innerWidth < 1240;
}

export const useSettings = create<Settings>(() => readSettings());

export function changeSettings(change: Partial<Settings>): void {
  useSettings.setState(change);
  try {
    localStorage.setItem(KEY, JSON.stringify(useSettings.getState()));
  } catch {
    // A browser without storage still gets the setting for this visit; nothing of the user's work is in it.
  }
  applySettings(useSettings.getState());
}

/** Puts theme and density on the document, where the tokens read them. */
export function applySettings(settings: Settings): void {
  document.documentElement.dataset.theme = settings.theme;
  document.documentElement.dataset.density = settings.density;
}

function readSettings(): Settings {
  try {
    return settingsFrom(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    return DEFAULTS;
  }
}

/** Takes what is valid of a stored value and leaves the rest at its default. */
export function settingsFrom(stored: unknown): Settings {
  const given =
    typeof stored === 'object' && stored !== null ? (stored as Partial<Record<keyof Settings, unknown>>) : {};
  return {
    theme: oneOf(given.theme, ['system', 'light', 'dark', 'contrast'], DEFAULTS.theme),
    density: oneOf(given.density, ['comfortable', 'compact'], DEFAULTS.density),
    areSingleKeysOn: typeof given.areSingleKeysOn === 'boolean' ? given.areSingleKeysOn : DEFAULTS.areSingleKeysOn,
    isRuleRailOpen: typeof given.isRuleRailOpen === 'boolean' ? given.isRuleRailOpen : DEFAULTS.isRuleRailOpen,
  };
}

function oneOf<T extends string>(value: unknown, choices: readonly T[], fallback: T): T {
  return choices.find((each) => each === value) ?? fallback;
}
