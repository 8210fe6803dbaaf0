import { Route, Routes } from 'react-router';
import { Missing } from '../../shell/Missing';
import MergeScreen from '../merge/MergeScreen';
import DuplicatesScreen from './DuplicatesScreen';

/** The pairs, and merging two records: loaded together, as one leads to the other. */
export default function DuplicatesRoutes() {
  return (
    <Routes>
      <Route index element={<DuplicatesScreen />} />
      <Route path="merge" element={<MergeScreen />} />
      <Route path="*" element={<Missing />} />
    </Routes>
  );
}
