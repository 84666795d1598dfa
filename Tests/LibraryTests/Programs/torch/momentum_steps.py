import torch
opt_params = [torch.nn.Parameter(torch.tensor([1.0, -1.0]))]
opt = torch.optim.SGD(opt_params, lr=0.1, momentum=0.9)
sched = torch.optim.lr_scheduler.StepLR(opt, step_size=2, gamma=0.5)
for i in range(6):
    opt.zero_grad()
    loss = (opt_params[0] ** 2).sum()
    loss.backward()
    opt.step()
    sched.step()
    print(i, loss.item(), sched.get_last_lr(), opt_params[0].data)
print(opt.state_dict())
