import type { z } from 'zod';
import type { regulatorLink } from '#shared/api/legal-verification.ts';

type Regulator = z.infer<typeof regulatorLink>;

/**
 * Where whoever admits and disciplines attorneys shows its own record. These are looked at by people: their terms forbid
 * reading them by machine, or they have no interface.
 */
export const REGULATORS: readonly Regulator[] = [
  {
    jurisdiction: 'CA',
    title: 'State Bar of California',
    link: 'https://apps.calbar.ca.gov/attorney/LicenseeSearch/QuickSearch',
  },
  { jurisdiction: 'FL', title: 'The Florida Bar', link: 'https://www.floridabar.org/directories/find-mbr/' },
  { jurisdiction: 'IL', title: 'Illinois ARDC', link: 'https://www.iardc.org/' },
  { jurisdiction: 'MA', title: 'Massachusetts Board of Bar Overseers', link: 'https://www.massbbo.org/' },
  {
    jurisdiction: 'NY',
    title: 'New York Office of Court Administration',
    link: 'https://iapps.courts.state.ny.us/attorneyservices/',
  },
  { jurisdiction: 'PA', title: 'Pennsylvania Disciplinary Board', link: 'https://www.padisciplinaryboard.org/' },
  { jurisdiction: 'TX', title: 'State Bar of Texas', link: 'https://www.texasbar.com/' },
  { jurisdiction: 'US', title: 'USPTO Office of Enrollment and Discipline', link: 'https://oedci.uspto.gov/OEDCI/' },
];

/** That of the jurisdiction; all of them where none was named, or none of ours. */
export function regulatorsFor(jurisdiction: string | null): Regulator[] {
  const own = REGULATORS.filter((each) => each.jurisdiction === jurisdiction);
  return own.length > 0 ? own : [...REGULATORS];
}
