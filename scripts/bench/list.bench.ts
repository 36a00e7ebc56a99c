import type { BenchOptions, BenchResult } from './budget.ts';
import { seededDraw } from './made-up-narratives.ts';
import { routeUnderLoad } from './route-load.ts';

const STATES = ['analysed', 'in_review', 'approved', 'exported', 'returned'] as const;

/** `list`: pages of 50 invoices as people leaf through them: newest first, by state, by matter, further pages. */
export function run(options: BenchOptions): Promise<BenchResult> {
  return routeUnderLoad(
    {
      name: 'list',
      budgetMs: 100,
      what: 'GET /api/invoices, 50 a page: half newest first, the others by state, by matter and the page after',
      async prepare() {
        const draw = seededDraw(41);
        const matters = new Map<number, string>();
        const nexts = new Map<number, string>();
        return {
          requestOf({ user }, { headers }) {
            const kind = draw(10);
            const [matter, next] = [matters.get(user), nexts.get(user)];
            if (kind < 2) return { path: `/api/invoices?state=${STATES[draw(STATES.length)]}`, headers };
            if (kind < 3 && matter !== undefined) return { path: `/api/invoices?matterId=${matter}`, headers };
            if (kind < 5 && next !== undefined) return { path: `/api/invoices?after=${next}`, headers };
            return { path: '/api/invoices', headers };
          },
          onReply({ user }, { status, text }) {
            if (status !== 200) return;
            const page = JSON.parse(text) as { invoices: readonly { matterId: string }[]; next: string | null };
            const [first] = page.invoices;
            if (first !== undefined) matters.set(user, first.matterId);
            if (page.next === null) nexts.delete(user);
            else nexts.set(user, page.next);
          },
        };
      },
    },
    options,
  );
}
