import { useEffect } from 'preact/hooks';
import type { FailureKind } from '../api.ts';
import { formatCount } from '../core/formatCount.ts';
import { type OutcomeChoice, outcomeChoices, type RowQuery } from '../core/rowQuery.ts';
import { Icon } from './icon.tsx';
import type { PanelModel } from './panelModel.ts';
import type { Strings } from './strings.ts';
import { visibleText } from './visibleText.ts';

/** ms between two looks at what there is to choose from, while a run is under way. */
const refresh = 2000;

/** What rows can be chosen by, beside their text: only what there is. */
export function FilterChoices({ model, strings }: { model: PanelModel; strings: Strings }) {
  const { query, facets, running, list } = model;
  useEffect(() => {
    model.actions.askFacets();
    if (!running) return undefined;
    const timer = setInterval(() => model.actions.askFacets(), refresh);
    return () => clearInterval(timer);
  }, [model, running, list]);

  const set = (part: RowQuery) => model.refine(part);
  const statuses = facets?.statuses ?? [];
  const classes = [1, 2, 3, 4, 5].map((first) => {
    const ofClass = statuses.filter(([status]) => Math.floor(status / 100) === first);
    return [String(first), ofClass.reduce((sum, [, count]) => sum + count, 0)] as const;
  });
  const counted = (name: string, count: number) => `${name} (${formatCount(count)})`;
  return (
    <div class="choices">
      <Choice
        label={strings.outcome}
        value={query.outcome}
        options={outcomeChoices.map((choice) => [choice, strings[`${choice}Outcome`]])}
        choose={(outcome) => set({ outcome: outcome as OutcomeChoice | undefined })}
        strings={strings}
      />
      <Choice
        label={strings.status}
        value={query.status?.toString()}
        options={[
          ...classes
            .filter(([first, count]) => count > 0 || first === String(query.status))
            .map(([first, count]) => [first, counted(`${first}xx`, count)] as const),
          ...statuses.map(([status, count]) => [String(status), counted(String(status), count)] as const),
        ]}
        choose={(status) => set({ status: status === undefined ? undefined : Number(status) })}
        strings={strings}
      />
      <Choice
        label={strings.host}
        value={query.host}
        options={(facets?.hosts ?? []).map(([host, count]) => [host, counted(visibleText(host), count)])}
        choose={(host) => set({ host })}
        strings={strings}
      />
      <Choice
        label={strings.failure}
        value={query.kind}
        options={(facets?.kinds ?? []).map(([kind, count]) => [kind, counted(kind, count)])}
        choose={(kind) => set({ kind: kind as FailureKind | undefined })}
        strings={strings}
      />
    </div>
  );
}

function Choice(props: {
  label: string;
  value: string | undefined;
  options: readonly (readonly [value: string, text: string])[];
  choose: (value: string | undefined) => void;
  strings: Strings;
}) {
  const { label, value, options, choose, strings } = props;
  // What is chosen stays there to be seen, even where nothing has it any more.
  const isThere = value === undefined || options.some(([each]) => each === value);
  return (
    <label class={value === undefined ? 'choice' : 'choice chosen'}>
      <span>{label}</span>
      <span class="picker">
        <select
          aria-label={label}
          value={value ?? ''}
          onChange={({ currentTarget }) =>
            choose(currentTarget.value === '' ? undefined : currentTarget.value)
          }
        >
          <option value="">{strings.all}</option>
          {!isThere && <option value={value}>{visibleText(value)}</option>}
          {options.map(([each, text]) => (
            <option key={each} value={each}>
              {text}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" />
      </span>
    </label>
  );
}
