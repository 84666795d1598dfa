# Batches made by workers: order, types, errors, early ends.
import numpy as np
import torch

from torch.utils.data import DataLoader, Dataset


class Table(Dataset):
    def __init__(self, n, broken=None):
        self.n, self.broken = n, broken

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if i == self.broken:
            raise ValueError(f'sample {i} cannot be read')
        return {'x': torch.full((2, 3), float(i)), 'y': i % 3, 'name': f'row {i}', 'z': (np.arange(3) * i, float(i) / 2)}


for workers in [0, 2]:
    for batch in DataLoader(Table(5), batch_size=2, num_workers=workers):
        print(batch['x'].sum().item(), batch['x'].dtype, batch['y'], batch['name'], batch['z'][0].tolist(), batch['z'][1])
    print(len(list(DataLoader(Table(7), batch_size=3, drop_last=True, num_workers=workers))))
    print([b.tolist() for b in DataLoader(list(range(5)), batch_size=2, num_workers=workers)])
    print([b['y'].tolist() for b in DataLoader(Table(6), batch_sampler=[[5, 0], [3]], num_workers=workers)])
    for batch in DataLoader(Table(100), batch_size=4, num_workers=workers):
        print('first', batch['y'].tolist())
        break
    seen = []
    try:
        for batch in DataLoader(Table(6, broken=4), batch_size=2, num_workers=workers):
            seen.append(batch['y'].tolist())
    except ValueError as error:
        print(seen, 'cannot be read' in str(error))
    print([b['y'].tolist() for b in DataLoader(Table(4), batch_size=2, num_workers=workers, collate_fn=lambda rows: {'y': torch.tensor([r['y'] for r in rows])})])
print(list(DataLoader(Table(0), num_workers=1)))
try:
    DataLoader(Table(3), num_workers=-1)
except ValueError as error:
    print(error)
