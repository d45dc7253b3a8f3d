import '../styles/admin-orders.css';
import { Notice } from '../parts/notice';
import type { StepKey } from '../shop/step-keys';
import { useWords } from '../words/words';
import { FilterBar, FilterChoice, FilterField } from './filter-bar';
import { KeepView } from './keep-view';
import { OrderViews } from './order-views';
import type { KeptView, ViewRefused } from './order-views.server';

interface Props {
  views: readonly KeptView[];
  mayShare: boolean;
  pageKey: string;
  refused: ViewRefused | undefined;
  steps: readonly StepKey[];
}

/** The lists of sagas that are kept, the filters, and the way to keep these. */
export function SagaLists({ views, mayShare, pageKey, refused, steps }: Props) {
  const { say } = useWords();
  return (
    <>
      <OrderViews views={views} />
      <FilterBar keep={['sort', 'reason']}>
        <FilterChoice
          name="state"
          label={say('admin.sagas.state')}
          any={say('admin.sagas.any')}
          options={(['parked', 'running', 'ended'] as const).map((state) => [
            state,
            say(`admin.sagas.${state}`),
          ])}
        />
        <FilterChoice
          name="step"
          label={say('admin.sagas.step')}
          any={say('admin.sagas.any')}
          options={steps.map((step) => [step, say(`admin.step.${step}`)])}
        />
        <FilterField name="q" type="search" label={say('admin.sagas.search')} />
      </FilterBar>
      <KeepView views={views} mayShare={mayShare} pageKey={pageKey} refused={refused} />
      {refused && (
        <Notice kind="wrong" of={refused}>
          {say(refused.problem)}
        </Notice>
      )}
    </>
  );
}
