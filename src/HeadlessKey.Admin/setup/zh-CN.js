/** @type {typeof import('./en.js').default} */
export default {
  title: '设置 HeadlessKey',
  heading: '创建首位管理员',
  lead: '此页面只能使用一次，仅限持有服务器控制台链接的人。',
  username: '用户名',
  email: '电子邮件地址',
  password: '密码',
  submit: '创建管理员',
  byLink: '请通过服务器显示的链接打开此页面。重新启动会显示新链接。',
  ready: '一切就绪',
  readyLead: (login) => `管理员 ${login} 现在可以登录。`,
  open: '打开管理页面',
  terminal: '在终端中',
  frontEnd: '在您的网页上',
  frontEndLead: '一个元素即可登录、注册和找回密码。',
  script: '在您的脚本中',
  all: '全部端点',
};
