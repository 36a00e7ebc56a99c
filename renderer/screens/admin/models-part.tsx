import type { ReactElement } from 'react';
import { modelAdminCalls } from '#shared/api/model-calls.ts';
import type { ModelKind, ModelList, ModelVersion } from '#shared/api/models.ts';
import { useFirmAction } from '../../state/firm-context.ts';
import { useFollowed } from '../../state/use-followed.ts';
import { Button } from '../../ui/button.tsx';
import { formatMoment } from '../../ui/format-date.ts';
import { countOf, formatCount } from '../../ui/format-money.ts';
import { RecordTable } from '../../ui/record-table.tsx';
import { Answer } from './answer.tsx';
import { baselineText, MODEL_KIND_WORDS, measuredText, shareText, UNFIT_WORDS } from './model-words.ts';
import styles from './part.module.css';

const isTrained = ({ training }: ModelList): boolean =>
  training === null || training.state === 'done' || training.state === 'failed';

/** What was learned from the firm's own approved lines: which versions there are, how good, and which is in use. */
export function ModelsPart(): ReactElement {
  const models = useFollowed(modelAdminCalls.listModels(), isTrained);
  const { refresh } = models;
  const act = useFirmAction();
  const done = async (work: Promise<unknown>): Promise<void> => {
    await work;
    refresh();
  };
  return (
    <>
      <p className={styles.lead}>
        Models only suggest. What they say is marked as a suggestion beside the line, is no finding, cuts nothing and
        counts in no total. They learn from lines that this firm approved, and are measured on clients they have not
        seen.
      </p>
      <Answer state={{ ...models, isLoading: models.isFollowing }}>
        {(value) => (
          <>
            <Kinds
              list={value}
              onTurnOff={(kind) =>
                void done(act(modelAdminCalls.turnOff(kind), `${MODEL_KIND_WORDS[kind]}: no suggestions from now on.`))
              }
            />
            <Training list={value} onTrain={() => void done(act(modelAdminCalls.train(), 'Training is asked for.'))} />
            <h2 className={styles.heading}>Versions</h2>
            <Versions
              versions={value.versions}
              onUse={(version) =>
                void done(
                  act(
                    modelAdminCalls.activate(version.id),
                    `${MODEL_KIND_WORDS[version.kind]} version ${version.version} is in use.`,
                  ),
                )
              }
            />
            <p className={styles.quiet}>
              The score is the share of right answers on clients that were left out of training, with its 95 % interval.
              {' \u201cAt random\u201d'} is the same with lines drawn at random: too good, because bills repeat their
              words. It is shown as a warning.
            </p>
          </>
        )}
      </Answer>
    </>
  );
}

function Kinds({
  list,
  onTurnOff,
}: {
  readonly list: ModelList;
  onTurnOff(kind: ModelList['kinds'][number]['kind']): void;
}): ReactElement {
  const isNoneReady = list.kinds.every(({ state }) => state !== 'on');
  return (
    <>
      {isNoneReady ? (
        <p className={styles.secret} role="status">
          No model is ready (ML_001). Lines carry no suggestions; the rules check every line as always. Train once there
          are enough approved lines.
        </p>
      ) : null}
      <RecordTable
        label="What is suggested"
        rows={list.kinds}
        keyOf={({ kind }) => kind}
        emptyText="No kind of model is known."
        columns={[
          { heading: 'Suggestion', cell: ({ kind }) => MODEL_KIND_WORDS[kind] },
          {
            heading: 'State',
            cell: ({ state }) =>
              state === 'on'
                ? 'In use'
                : state === 'off'
                  ? 'No version in use'
                  : 'Cannot be read (ML_001): train again or use another version',
          },
          {
            heading: 'Version',
            isFigure: true,
            cell: ({ activeVersion }) => (activeVersion === null ? '' : String(activeVersion)),
          },
          {
            heading: '',
            cell: ({ kind, state }) =>
              state === 'off' ? null : (
                <Button label={MODEL_KIND_WORDS[kind]} onPress={() => onTurnOff(kind)}>
                  Turn off
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}

function Training({ list: { training }, onTrain }: { readonly list: ModelList; onTrain(): void }): ReactElement {
  const isRunning = training !== null && (training.state === 'queued' || training.state === 'running');
  return (
    <div className={styles.form}>
      <Button look="line" isDisabled={isRunning} onPress={onTrain}>
        {isRunning ? 'Training\u2026' : 'Train anew'}
      </Button>
      <span className={styles.quiet} role="status">
        {trainingWords(training)}
      </span>
    </div>
  );
}

function trainingWords(training: ModelList['training']): string {
  if (training === null) return 'Nothing was trained yet.';
  const now = new Date();
  switch (training.state) {
    case 'queued':
      return `Asked for ${formatMoment(training.askedAt, now)}; it waits for its turn. You may leave this page.`;
    case 'running':
      return 'Learning, and measuring client by client. You may leave this page.';
    case 'failed':
      return `The training of ${formatMoment(training.askedAt, now)} failed. Versions in use stay in use.`;
    case 'done':
      return [
        `Done ${formatMoment(training.endedAt ?? training.askedAt, now)}.`,
        training.activated.length === 0
          ? 'Nothing it made is fit to be used; what was in use stays.'
          : `Put to use: ${namesOf(training.activated)}.`,
        training.tooLittleFor.length === 0
          ? ''
          : `Too few approved lines, clients or matters for: ${namesOf(training.tooLittleFor)}.`,
      ]
        .filter((part) => part !== '')
        .join(' ');
  }
}

function namesOf(kinds: readonly ModelKind[]): string {
  return kinds.map((kind) => MODEL_KIND_WORDS[kind]).join(', ');
}

function Versions({
  versions,
  onUse,
}: {
  readonly versions: readonly ModelVersion[];
  onUse(version: ModelVersion): void;
}): ReactElement {
  return (
    <RecordTable
      label="Versions of models"
      rows={versions}
      keyOf={({ id }) => id}
      emptyText="There is none yet."
      columns={[
        { heading: 'Suggestion', cell: ({ kind, version }) => `${MODEL_KIND_WORDS[kind]} ${version}` },
        { heading: 'Trained', wrap: 'whole', cell: ({ trainedAt }) => formatMoment(trainedAt, new Date()) },
        {
          heading: 'From',
          cell: ({ lineCount, clientCount }) => `${countOf(lineCount, 'line')}, ${countOf(clientCount, 'client')}`,
        },
        {
          heading: 'Codes',
          isFigure: true,
          cell: ({ labelCount }) => (labelCount === 0 ? '' : formatCount(labelCount)),
        },
        {
          heading: 'Score',
          cell: ({ metrics }) =>
            metrics.score !== null
              ? measuredText(metrics.score)
              : metrics.alarmRateE4 === null
                ? ''
                : `calls ${shareText(metrics.alarmRateE4)} unusual`,
        },
        { heading: 'Baseline', cell: ({ metrics }) => baselineText(metrics) },
        {
          heading: 'Calibration',
          isFigure: true,
          cell: ({ metrics: { calibrationErrorE4 } }) =>
            calibrationErrorE4 === null ? '' : `off by ${shareText(calibrationErrorE4)}`,
        },
        {
          heading: 'Answers',
          cell: ({ metrics: { coverageE4, acceptedAccuracyE4 } }) =>
            coverageE4 === null || acceptedAccuracyE4 === null
              ? ''
              : `${shareText(coverageE4)} of lines, ${shareText(acceptedAccuracyE4)} right`,
        },
        {
          heading: 'At random',
          isFigure: true,
          cell: ({ metrics: { randomFoldScoreE4 } }) =>
            randomFoldScoreE4 === null ? '' : shareText(randomFoldScoreE4),
        },
        {
          heading: '',
          cell: (version) => {
            if (version.isActive) return 'In use';
            if (version.unfitFor.length > 0) {
              return (
                <span className={styles.quiet}>
                  Not fit: {version.unfitFor.map((reason) => UNFIT_WORDS[reason]).join('; ')}
                </span>
              );
            }
            return (
              <Button label={`${MODEL_KIND_WORDS[version.kind]} ${version.version}`} onPress={() => onUse(version)}>
                Use
              </Button>
            );
          },
        },
      ]}
    />
  );
}
