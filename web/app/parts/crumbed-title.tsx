import { Crumbs } from './crumbs';

/** The beginning of a page with a list: where it is, what it is, how much there is. */
export function CrumbedTitle(props: { trail: { name: string; to: string }[]; title: string; more?: string }) {
  return (
    <>
      <Crumbs trail={props.trail} />
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h1 className="text-title">{props.title}</h1>
        {props.more && (
          <p role="status" className="text-soft">
            {props.more}
          </p>
        )}
      </div>
    </>
  );
}
