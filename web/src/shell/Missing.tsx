import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Empty } from '../parts/Empty';
import { Screen } from '../parts/Screen';
import { openPalette } from './Palette';

/** For an address that leads nowhere, and for a record that is not there or not for this person: the two look alike. */
export function Missing({ what = 'page' }: { what?: string }) {
  return (
    <Screen title={`There is no such ${what}`}>
      <Empty
        title="It may have been removed, or you may not be able to see it."
        action={
          <>
            <Button size="xs" onClick={openPalette}>Search</Button>
            <Button size="xs" variant="default" component={Link} to="/employers">All employers</Button>
          </>
        }
      >
        If you followed a link, check that the whole of it was copied.
      </Empty>
    </Screen>
  );
}
