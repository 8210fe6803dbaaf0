import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Empty } from '../../parts/Empty';
import { useMay } from '../../shell/viewer';

/** What to do where the list is empty. */
export function NothingFound({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  const may = useMay();
  if (filtered) {
    return (
      <Empty title="No employer fits" action={<Button size="xs" variant="default" onClick={clear}>Clear search and filters</Button>}>
        Try fewer filters, or only the beginning of the name.
      </Empty>
    );
  }
  return (
    <Empty
      title="There are no employers yet"
      action={
        <>
          {may('IMPORT') && <Button size="xs" component={Link} to="/import">Import a file</Button>}
          {may('WRITE_ENGAGEMENT') && <Button size="xs" variant="default" component={Link} to="?add">Add employer</Button>}
        </>
      }
    >
      Bring them in from Companies House, or add the first one by hand.
    </Empty>
  );
}
