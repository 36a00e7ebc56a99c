import { type ReactElement, useEffect, useRef, useState } from 'react';
import { LEGAL_SOURCES, type LegalSource, MOST_QUERY_CHARACTERS } from '#shared/api/legal.ts';
import { legalCalls } from '#shared/api/legal-calls.ts';
import { useCommands } from '../../keyboard/commands.ts';
import { useFirm } from '../../state/firm-context.ts';
import { navigate } from '../../state/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { formatCount } from '../../ui/format-money.ts';
import { KeyText } from '../../ui/key-cap.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import { changeDraft, noteSent, useLegalDraft } from './legal-store.ts';
import { SOURCE_WORDS } from './legal-words.ts';
import { MatterField } from './matter-field.tsx';
import { OutgoingBox } from './outgoing-box.tsx';
import { filterCount, NO_FILTERS, type Readiness, readinessOf, requestOf } from './search-draft.ts';
import { SearchFilterFields } from './search-filter-fields.tsx';
import styles from './search-form.module.css';
import { useOutgoingPreview } from './use-outgoing-preview.ts';

const WAITS: Readonly<Record<Exclude<Readiness, 'ready'>, string>> = {
  no_query: 'Write a question first.',
  no_source: 'Choose where to search.',
  look_first: 'Read what would leave, then search.',
  database_off: 'CourtListener is turned off on this server. Search the firm\u2019s record.',
  nothing_to_send: 'Nothing is left to ask once names are taken out. Write the text that may leave.',
};

/** Where a question is written, and the only place from which one is sent. */
export function SearchForm(): ReactElement {
  const firm = useFirm();
  const draft = useLegalDraft();
  const [areFiltersOpen, setFiltersOpen] = useState(false);
  const [isSending, setSending] = useState(false);
  const [remark, setRemark] = useState<string | null>(null);
  const queryField = useRef<HTMLTextAreaElement>(null);
  const outgoingField = useRef<HTMLTextAreaElement>(null);
  const look = useOutgoingPreview(draft);
  const readiness = readinessOf(draft);
  const asksOutside = draft.sources.includes('courtlistener');
  useEffect(() => queryField.current?.focus(), []);
  useCommands({
    legalQuery: () => queryField.current?.focus(),
    legalFilters: () => setFiltersOpen((isOpen) => !isOpen),
    outgoing: () => {
      // Sent already: the same text is shown again, and may be changed.
      if (draft.isSent) changeDraft({});
      window.setTimeout(() => outgoingField.current?.focus(), 0);
    },
  });

  const send = async (): Promise<void> => {
    if (isSending || firm === null) return;
    // Whoever is quicker than the look at what leaves sees it first, and sends it with the next press.
    if (readiness === 'look_first') await look.now();
    const request = requestOf(draft);
    if (request === null) {
      setRemark(readiness === 'ready' ? null : WAITS[readiness]);
      return;
    }
    setRemark(null);
    setSending(true);
    const reply = await firm.call(legalCalls.search(request));
    setSending(false);
    if (!reply.ok) {
      setRemark(reply.error.message);
      return;
    }
    noteSent();
    setFiltersOpen(false);
    navigate({ screen: 'legal', part: 'search', id: reply.value.searchId });
  };
  const toggleSource = (source: LegalSource, isOn: boolean): void =>
    changeDraft({ sources: LEGAL_SOURCES.filter((each) => (each === source ? isOn : draft.sources.includes(each))) });
  const narrowed = filterCount(draft.filters);

  return (
    <form
      className={styles.form}
      aria-label="Legal search"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className={styles.question}>
        <textarea
          ref={queryField}
          className={styles.query}
          aria-label="Question"
          placeholder="May a firm bill for block-billed entries? Travel at half rate? A citation or a case name?"
          rows={2}
          maxLength={MOST_QUERY_CHARACTERS}
          value={draft.query}
          onChange={(event) => {
            setRemark(null);
            changeDraft({ query: event.target.value });
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              void send();
            } else if (event.key === 'Escape') {
              event.stopPropagation();
              document.querySelector<HTMLElement>('[data-hit]')?.focus();
            }
          }}
        />
        <Button look="solid" icon="search" type="submit" isDisabled={isSending || draft.query.trim() === ''}>
          {isSending ? 'Sending\u2026' : 'Search'}
        </Button>
        <KeyText text={'\u21b5'} />
      </div>
      <div className={styles.row}>
        {LEGAL_SOURCES.map((source) => (
          <Toggle
            key={source}
            label={SOURCE_WORDS[source]}
            isOn={draft.sources.includes(source)}
            onChange={(isOn) => toggleSource(source, isOn)}
          >
            {SOURCE_WORDS[source]}
          </Toggle>
        ))}
        <Button
          icon="filter"
          action="legalFilters"
          aria-expanded={areFiltersOpen}
          onPress={() => setFiltersOpen(!areFiltersOpen)}
        >
          {narrowed === 0 ? 'Narrow' : `Narrowed by ${formatCount(narrowed)}`}
        </Button>
        {narrowed === 0 ? null : (
          <Button icon="close" onPress={() => changeDraft({ filters: NO_FILTERS })}>
            Clear
          </Button>
        )}
        <span className={styles.push} />
        <MatterField
          label="For the matter"
          emptyLabel="No matter: only you see it"
          value={draft.matterId}
          onChange={(matterId) => changeDraft({ matterId })}
        />
      </div>
      {areFiltersOpen ? (
        <SearchFilterFields filters={draft.filters} onChange={(filters) => changeDraft({ filters })} />
      ) : null}
      {asksOutside && !draft.isSent && draft.query.trim() !== '' ? (
        <OutgoingBox draft={draft} error={look.error} fieldRef={outgoingField} onSend={() => void send()} />
      ) : null}
      {remark === null ? null : (
        <p className={styles.remark} role="alert">
          {remark}
        </p>
      )}
    </form>
  );
}
