import { useEffect, useRef, useState } from 'preact/hooks';
import { formatCount } from '../core/formatCount.ts';
import { isFiltering } from '../core/rowQuery.ts';
import { FilterChoices } from './filterChoices.tsx';
import { Icon } from './icon.tsx';
import type { PanelModel } from './panelModel.ts';
import { fill, type Strings } from './strings.ts';
import type { ComponentChildren } from 'preact';

/** Which rows are shown: a text and, on demand, more to choose from. `children` stand at its end. */
export function FilterBar(props: {
  model: PanelModel;
  /** Puts the focus into the table. */
  leave: () => void;
  strings: Strings;
  children: ComponentChildren;
}) {
  const { model, leave, strings, children } = props;
  const { query } = model;
  const { text } = query;
  const choices = [query.outcome, query.status, query.host, query.kind];
  const chosen = choices.filter((value) => value !== undefined).length;
  const [open, setOpen] = useState(chosen > 0);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const findFilter = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      field.current?.select();
      field.current?.focus();
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', findFilter);
    return () => document.removeEventListener('keydown', findFilter);
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && text !== undefined) model.refine({ text: undefined });
    else if (event.key === 'ArrowDown') leave();
    else return;
    event.preventDefault();
  }

  return (
    <section class="filter" role="search" aria-label={strings.filter}>
      <div class="filter-line">
        <span class="field">
          <input
            ref={field}
            type="text"
            placeholder={model.fields.length > 0 ? strings.filterFieldsHint : strings.filterHint}
            aria-label={strings.filter}
            spellcheck={false}
            value={text ?? ''}
            onInput={({ currentTarget: { value } }) =>
              model.refine({ text: value === '' ? undefined : value })
            }
            onKeyDown={onKeyDown}
          />
          <button
            type="button"
            class={chosen > 0 ? 'tool checked' : 'tool'}
            aria-expanded={open}
            title={strings.moreFilters}
            aria-label={strings.moreFilters}
            onClick={() => setOpen(!open)}
          >
            <Icon name={chosen > 0 ? 'filter-filled' : 'filter'} />
          </button>
        </span>
        {isFiltering(query) && (
          <span class="matches" role="status">
            {fill(strings.shownOf, formatCount(model.count), formatCount(model.total))}
          </span>
        )}
        {isFiltering(query) && (
          <button
            type="button"
            class="tool"
            title={strings.clearFilter}
            aria-label={strings.clearFilter}
            onClick={() => {
              model.setQuery({ sort: model.query.sort });
              field.current?.focus();
            }}
          >
            <Icon name="clear-all" />
          </button>
        )}
        <span class="table-tools">{children}</span>
      </div>
      {open && <FilterChoices model={model} strings={strings} />}
    </section>
  );
}
