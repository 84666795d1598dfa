import torch
w = torch.nn.Parameter(torch.zeros(2))
opt = torch.optim.Adam([{'params': [w], 'lr': 0.1}], betas=(0.9, 0.99))
target = torch.tensor([1.0, -1.0])
for step in range(100):
    loss = torch.nn.functional.mse_loss(w, target)
    opt.zero_grad(set_to_none=True)
    loss.backward()
    opt.step()
print(w.data, loss.item())
print(opt.param_groups[0]['lr'])
print(len(opt.state))
print(opt.state[w]['step'])
print(opt)
