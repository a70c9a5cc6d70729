package io.expandcontract.boot.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.expandcontract.boot.CommandBoot;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AbstractAdvisingBeanPostProcessor;
import org.springframework.aop.framework.autoproxy.AbstractAutoProxyCreator;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.OrderComparator;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.ResolvableType;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

/**
 * A context that knows every bean of the application and starts none: it reads the
 * definitions, and then makes only what it is asked for. No event is published in it, and
 * no lifecycle is run. It is no web context, whatever the application is.
 */
final class CommandContext extends GenericApplicationContext {

	private static final Log logger = LogFactory.getLog(CommandContext.class);

	/** What a refresh would make by name. */
	private static final List<String> MADE_BY_NAME = List.of(MESSAGE_SOURCE_BEAN_NAME,
			APPLICATION_EVENT_MULTICASTER_BEAN_NAME, LIFECYCLE_PROCESSOR_BEAN_NAME);

	/** What would put the application's own code around the beans that are made. */
	private static final List<Class<?>> LEFT_OUT = List.of(AbstractAutoProxyCreator.class,
			AbstractAdvisingBeanPostProcessor.class, ScheduledAnnotationBeanPostProcessor.class);

	/**
	 * Register the post-processors that prepare beans, one by one: whichever cannot be
	 * made without what is not started is left out, since only beans around data sources
	 * are asked for.
	 */
	@Override
	protected void registerBeanPostProcessors(ConfigurableListableBeanFactory beans) {
		MADE_BY_NAME.stream().filter(this::containsBeanDefinition).forEach(this::removeBeanDefinition);
		beans.addBeanPostProcessor(CommandBoot.holder());
		Set<String> names = new LinkedHashSet<>(
				List.of(beans.getBeanNamesForType(BeanPostProcessor.class, true, false)));
		names.removeIf((name) -> LEFT_OUT.stream().anyMatch((type) -> beans.isTypeMatch(name, type)));
		for (Class<?> rank : List.of(PriorityOrdered.class, Ordered.class, BeanPostProcessor.class)) {
			List<BeanPostProcessor> made = new ArrayList<>();
			for (String name : List.copyOf(names)) {
				if (beans.isTypeMatch(name, rank)) {
					names.remove(name);
					addIfPossible(beans, name, made);
				}
			}
			OrderComparator.sort(made);
			made.forEach(beans::addBeanPostProcessor);
		}
		beans.addBeanPostProcessor(CommandBoot.pools());
	}

	private static void addIfPossible(ConfigurableListableBeanFactory beans, String name,
			List<BeanPostProcessor> made) {
		try {
			made.add(beans.getBean(name, BeanPostProcessor.class));
		}
		catch (BeansException ex) {
			logger.warn(
					"The post-processor " + name + " cannot be made for a command and is left out: " + ex.getMessage());
		}
	}

	@Override
	protected void registerListeners() {
	}

	@Override
	protected void finishBeanFactoryInitialization(ConfigurableListableBeanFactory beans) {
		if (!beans.hasEmbeddedValueResolver()) {
			beans.addEmbeddedValueResolver(getEnvironment()::resolvePlaceholders);
		}
	}

	@Override
	protected void finishRefresh() {
	}

	@Override
	protected void publishEvent(Object event, @Nullable ResolvableType typeHint) {
	}

}
