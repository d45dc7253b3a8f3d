import { Link } from 'react-router';
import type { DocsPart } from './docs-part';

/** A page of the docs as elements. Other patterns are links; what else the repository has is named by its path. */
export function DocsParts({ parts }: { parts: readonly DocsPart[] }) {
  return parts.map((part) => <Part key={part.id} part={part} />);
}

function Part({ part }: { part: DocsPart }) {
  const { is: Is, text, to, parts } = part;
  const inner = <DocsParts parts={parts} />;
  switch (Is) {
    case 'text':
      return text;
    case 'code':
      return <code>{text}</code>;
    case 'link':
      if (!to) return <span title={text}>{inner}</span>;
      return to.startsWith('/') ? <Link to={to}>{inner}</Link> : <a href={to}>{inner}</a>;
    case 'pre':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        <pre tabIndex={0}>
          <code>{text}</code>
        </pre>
      );
    case 'h2':
      return <h2 className="text-heading">{inner}</h2>;
    case 'th':
      return <th scope="col">{inner}</th>;
    case 'table':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: as above
        <div className="docs-table" tabIndex={0}>
          <table>
            <tbody>{inner}</tbody>
          </table>
        </div>
      );
    default:
      return <Is>{inner}</Is>;
  }
}
