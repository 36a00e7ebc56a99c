import { useFirm, useSession } from '../../state/firm-context.ts';
import { useQuery } from '../../state/use-query.ts';

/** How far a question for the firm's server would get just now. */
export type Reach = 'there' | 'offline' | 'signed_out' | 'none';

export function useReach(): Reach {
  const firm = useFirm();
  const session = useSession();
  const { value: sync } = useQuery('getSyncStatus', {});
  if (firm === null) return 'none';
  if (sync?.state === 'offline') return 'offline';
  return session === null ? 'signed_out' : 'there';
}
