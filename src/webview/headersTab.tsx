import type { PanelDetails } from '../core/panelDetails.ts';
import type { Strings } from './strings.ts';
import { visibleText } from './visibleText.ts';

/** The headers of the answer, and those that were sent for it. */
export function HeadersTab({ content, strings }: { content: PanelDetails; strings: Strings }) {
  const { stored, missing } = content;
  if (stored === undefined) return <p class="none">{missing ?? strings.notYet}</p>;
  return (
    <>
      <Headers title={strings.responseHeaders} headers={stored.headers} strings={strings} />
      <Headers title={strings.requestHeaders} headers={stored.requestHeaders} strings={strings} />
    </>
  );
}

function Headers(props: {
  title: string;
  headers: readonly (readonly [name: string, value: string])[];
  strings: Strings;
}) {
  const { title, headers, strings } = props;
  return (
    <>
      <h2>{title}</h2>
      {headers.length === 0 ? (
        <p class="none">{strings.noHeaders}</p>
      ) : (
        <dl class="headers">
          {headers.map(([name, value], nth) => (
            <div key={nth}>
              <dt>{visibleText(name)}</dt>
              <dd dir="auto">{visibleText(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
