import type { ReactElement, ReactNode } from 'react';
import { parseDeepLink } from '#shared/api/deep-link.ts';
import { useDesktop } from '../state/desktop-context.ts';
import { navigate } from '../state/navigation.ts';
import { notify } from '../state/notices.ts';
import { formatRoute } from '../state/route.ts';
import { routeOfLink } from '../state/route-of-link.ts';
import { Icon } from './icons.tsx';
import styles from './source-link.module.css';

/**
 * A link to where something was said: a page of the web, opened in the system's browser, or a place in LAIT
 * (`lait://...`). An address of any other kind is shown as plain words.
 */
export function SourceLink({
  link,
  className,
  children,
}: {
  readonly link: string | null;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}): ReactElement {
  const desktop = useDesktop();
  const place = link === null ? null : parseDeepLink(link);
  if (place !== null) {
    const route = routeOfLink(place);
    return (
      <a
        className={className}
        href={formatRoute(route)}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          navigate(route);
        }}
      >
        {children}
      </a>
    );
  }
  if (link === null || !link.startsWith('https://')) return <span className={className}>{children}</span>;
  return (
    <a
      className={className}
      href={link}
      target="_blank"
      rel="noopener noreferrer"
      onClick={(event) => {
        if (desktop === null) return;
        event.preventDefault();
        void desktop.shell.openLink({ url: link }).then((reply) => {
          if (!reply.ok) notify('attention', reply.error.message);
        });
      }}
    >
      {children}
      <Icon name="outside" className={styles.outside} />
      <span className="visuallyHidden"> (opens in the browser)</span>
    </a>
  );
}
